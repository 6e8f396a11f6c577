import { Tabs } from "@/components/ui/tabs";

/** The two looks back: at the day and at the week. */
export function ReviewTabs({ current }: { current: "daily" | "weekly" }) {
  return (
    <Tabs
      label="Check-ins"
      className="check-ins"
      tabs={[
        { href: "/review/daily", label: "Daily check-in", current: current === "daily" },
        { href: "/review/weekly", label: "Weekly review", current: current === "weekly" },
      ]}
    />
  );
}
