import { BurnUp } from "@/components/production/burn-up";
import { Schedule } from "@/components/production/schedule";
import { Section } from "@/components/shell/section";
import type { Outlook } from "@/lib/batches/outlook";
import type { Calendar } from "@/lib/calendar/calendar";
import type { DateStyle } from "@/lib/calendar/format";
import type { PlaceCounts } from "@/lib/lifecycle/progress";
import type { Pictures } from "@/lib/reports/pictures";
import { burnUpGiven } from "./burn-up-given";

/** The burn-up of some variants and their schedule: the same for who is signed in, a link's holder, and paper. */
export function PicturesOf({
  pictures,
  counts,
  outlook,
  calendar,
  style,
}: {
  /** Null where there is nothing to draw, or too much. */
  pictures: Pictures | null;
  counts: PlaceCounts;
  outlook: Outlook;
  calendar: Calendar;
  style: DateStyle;
}) {
  if (!pictures) return null;
  const given = burnUpGiven(pictures.days, { counts, outlook, calendar, now: style.now });
  const isComing = Boolean(given?.expected ?? given?.ifApproved);
  return (
    <>
      {given ? (
        <Section
          title={isComing ? "Will it be on time?" : "How it went"}
          note={`Ordered, completed and validated day by day${isComing ? "; from today on when it is expected to be ready for review, even odds to 85%" : ""}.`}
        >
          <BurnUp given={given} style={style} />
        </Section>
      ) : null}
      <Section
        title="Production schedule"
        note="From the first variant to the last: as planned when ordered, as it went, and as planned now by the days each step is allowed."
      >
        <Schedule schedule={pictures.schedule} calendar={calendar} style={style} />
      </Section>
    </>
  );
}
