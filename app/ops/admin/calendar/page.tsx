import type { Metadata } from "next";
import { PageTitle } from "@/components/shell/page-title";
import { requireAdmin } from "@/lib/auth/current-actor";
import { calendarPage } from "@/lib/rules/list-versions";
import { WEEKDAYS } from "@/lib/rules/weekdays";
import { Versions } from "../_rules/versions";
import { CalendarForm } from "./calendar-form";

export const metadata: Metadata = { title: "Calendar" };

/** The producer's calendar: every deadline, delay and business day is reckoned by it. */
export default async function CalendarPage() {
  const { inForce, version, history, applying } = await calendarPage(await requireAdmin());
  const typed = {
    zone: inForce.zone,
    hours: Object.fromEntries(
      WEEKDAYS.map(([day]) => [day, inForce.hours[day].map(([from, to]) => `${from}–${to}`).join(", ")]),
    ),
    holidays: [...inForce.holidays],
  };
  return (
    <>
      <PageTitle
        title="Calendar"
        sub="Each working day counts one business day, spread over its hours, whatever their number."
      />
      <CalendarForm initial={typed} version={version} zones={Intl.supportedValuesOf("timeZone")} />
      <Versions history={history} applying={applying} style={{ zone: inForce.zone, now: new Date() }} />
    </>
  );
}
