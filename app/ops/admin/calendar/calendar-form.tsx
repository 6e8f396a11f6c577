"use client";
import { useState } from "react";
import { Section } from "@/components/shell/section";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import type { TypedCalendar } from "@/lib/rules/typed";
import { WEEKDAYS } from "@/lib/rules/weekdays";
import { SaveBar } from "../_rules/save-bar";
import { useRules } from "../_rules/use-rules";
import { previewCalendarAction, saveCalendarAction } from "./actions";
import { Holidays } from "./holidays";

/** Zone, working hours and holidays, with what they would change before they are saved. */
export function CalendarForm({
  initial,
  version,
  zones,
}: {
  initial: TypedCalendar;
  version: number;
  zones: readonly string[];
}) {
  const [calendar, setCalendar] = useState(initial);
  const rules = useRules(calendar, version, {
    preview: previewCalendarAction,
    save: (typed, basedOn) => saveCalendarAction({ calendar: typed, basedOn }),
  });
  return (
    <>
      <ErrorSummary faults={rules.faults} title="The calendar was not saved." />
      <Section
        title="Working time"
        note="Leave a day empty where nobody works. Several spans: 09:00–12:00, 13:00–17:00."
      >
        <div className="form">
          <TextInput
            name="zone"
            label="Time zone"
            list="zones"
            autoComplete="off"
            value={calendar.zone}
            onChange={(event) => setCalendar({ ...calendar, zone: event.target.value })}
            fault={rules.faultAt("zone")}
          />
          <datalist id="zones">
            {zones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <div className="fields-2">
            {WEEKDAYS.map(([day, name]) => (
              <TextInput
                key={day}
                name={`hours.${day}`}
                label={name}
                placeholder="closed"
                autoComplete="off"
                value={calendar.hours[day] ?? ""}
                onChange={(event) =>
                  setCalendar({ ...calendar, hours: { ...calendar.hours, [day]: event.target.value } })
                }
                fault={rules.faultAt(`hours.${day}`)}
              />
            ))}
          </div>
        </div>
      </Section>
      <Holidays
        dates={calendar.holidays}
        onChange={(holidays) => setCalendar({ ...calendar, holidays })}
        fault={rules.faultAt("holidays")}
      />
      <Section title="Apply" note="First see what it moves. Saved changes reach every open variant.">
        <div>
          <SaveBar rules={rules} />
        </div>
      </Section>
    </>
  );
}
