import { Tabs } from "@/components/ui/tabs";

const VIEWS = [
  { href: "/ops/insights/promises", label: "Dates kept" },
  { href: "/ops/insights/forecast", label: "Forecast" },
  { href: "/ops/insights/what-if", label: "What if" },
  { href: "/ops/insights/revisions", label: "Revisions" },
  { href: "/ops/insights/approvals", label: "Approval times" },
  { href: "/ops/insights/catalogues", label: "Catalogues" },
] as const;

/** The pages of insights, as links. */
export function Views({ current }: { current: (typeof VIEWS)[number]["label"] }) {
  return (
    <Tabs
      label="Insights"
      tabs={VIEWS.map(({ href, label }) => ({ href, label, current: label === current }))}
    />
  );
}
