"use client";
import { useState } from "react";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { Textarea, TextInput } from "@/components/ui/inputs";
import { formatIsoDay } from "@/lib/words/dates";
import { readDates } from "./read-dates";

/** The days nobody works: add one, remove one, or paste a list. */
export function Holidays({
  dates,
  onChange,
  fault,
}: {
  dates: readonly string[];
  onChange: (dates: string[]) => void;
  fault: string | null;
}) {
  const [one, setOne] = useState("");
  const [list, setList] = useState("");
  const [unread, setUnread] = useState<string[]>([]);
  const add = (more: readonly string[]) => onChange([...new Set([...dates, ...more])].sort());
  const takeList = () => {
    const { dates: read, unread: left } = readDates(list);
    add(read);
    setUnread(left);
    setList(left.join("\n"));
  };
  return (
    <Section
      title="Holidays"
      note={dates.length === 0 ? "None yet." : `${dates.length} in all.`}
      id="holidays"
    >
      <div className="form">
        {fault ? <p className="fault">{fault}</p> : null}
        {dates.length > 0 ? (
          <ul className="dates">
            {dates.map((date) => (
              <li key={date}>
                <span>{dayOf(date)}</span>
                <Button
                  small
                  plain
                  aria-label={`Remove ${dayOf(date)}`}
                  onClick={() => onChange(dates.filter((other) => other !== date))}
                >
                  Remove
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        <div className="inline-form">
          <TextInput
            name="holiday"
            type="date"
            label="Add a holiday"
            value={one}
            onChange={(event) => setOne(event.target.value)}
          />
          <Button
            onClick={() => {
              if (one) add([one]);
              setOne("");
            }}
          >
            Add
          </Button>
        </div>
        <Textarea
          name="holiday-list"
          label="Or paste a list of dates"
          hint="One each line, such as 2026-12-25, 25.12.2026 or 25/12/2026; words behind a date are left out."
          value={list}
          onChange={(event) => setList(event.target.value)}
          fault={
            unread.length > 0
              ? `${unread.length === 1 ? "This line holds" : "These lines hold"} no date that exists. Correct and add again.`
              : null
          }
          optional
        />
        <div className="acts">
          <Button onClick={takeList}>Add the list</Button>
        </div>
      </div>
    </Section>
  );
}

function dayOf(date: string): string {
  return Number.isNaN(Date.parse(`${date}T12:00:00Z`)) ? date : `${formatIsoDay(date, { now: new Date(0) })}`;
}
