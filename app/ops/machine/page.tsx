import type { Metadata } from "next";
import { StateBadge } from "@/components/production/state-badge";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { DataTable } from "@/components/ui/data-table";
import { conditionOf, EVENT_RIGHTS, ROLE_WORDS, ROLES } from "@/lib/access/permissions";
import { EVENT_META, isUndoable } from "@/lib/lifecycle/events";
import { legalTransitions } from "@/lib/lifecycle/legal-transitions";
import { type Limit, META } from "@/lib/lifecycle/meta";
import {
  BUCKET_LABELS,
  DEPARTMENT_LABELS,
  EVENTS,
  type EventId,
  PLACES,
  type Place,
} from "@/lib/lifecycle/states";

import { counted } from "@/lib/words/counts";
import { opsReading } from "../_record/read";

export const metadata: Metadata = { title: "The machine" };

/** The lifecycle as the machine itself has it: every state with its words and limits, every event with its ways. */
export default async function MachinePage() {
  const { limits, overrides } = await opsReading(async ({ rules }) => rules.policy);
  const steps = legalTransitions();
  return (
    <>
      <PageTitle
        title="Thirteen states, and every way between them"
        sub="Written by the machine itself: what is not here cannot happen, and the database refuses it."
      />
      <Section
        title="States"
        note={`Completed has a small state of its own: review pending, then validated. ${exceptionsNote(overrides.length)}`}
        layout="stack"
      >
        <DataTable
          caption="Every place a variant can stand"
          ids={false}
          wrap
          columns={[
            { label: "State", width: 190 },
            { label: "Meaning", phone: "full" },
            { label: "Allowed", width: 150 },
            { label: "Counts as", width: 140 },
            { label: "Turn", width: 90 },
            { label: "Department", width: 120 },
            { label: "Next, for the customer", width: "24%", phone: "full" },
          ]}
        >
          <tbody>
            {PLACES.map((place) => (
              <tr key={place}>
                <td>
                  <StateBadge place={place} />
                </td>
                <td>{META[place].meaning}</td>
                <td data-l="Allowed">{place === "validated" ? "–" : allowed(limits[place])}</td>
                <td data-l="Counts as">{BUCKET_LABELS[META[place].bucket]}</td>
                <td data-l="Turn">{META[place].turn}</td>
                <td data-l="Department">{departmentOf(place)}</td>
                <td>{META[place].next.customer}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </Section>
      <Section title="Events" note={`${steps.length} steps in all, undo included.`} layout="stack">
        <DataTable
          caption="Every event with its ways and who may send it"
          ids={false}
          wrap
          columns={[
            { label: "Event", width: 180 },
            { label: "From and to" },
            { label: "Who", width: "30%" },
            { label: "Undo", width: 80 },
          ]}
        >
          <tbody>
            {EVENTS.map((event) => (
              <tr key={event}>
                <td>
                  <b>{EVENT_META[event].label}</b>
                </td>
                <td>{event === "undo" ? "Back over the latest step." : waysOf(event, steps)}</td>
                <td data-l="Who">{whoMay(event)}</td>
                <td data-l="Undo">{isUndoable(event) ? "yes" : "never"}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </Section>
    </>
  );
}

function exceptionsNote(n: number): string {
  if (n === 0) return "The limits are the same for every brand and complexity.";
  return `The limits have ${counted(n, "exception")} for brands or complexities.`;
}

function allowed(limit: Limit | null): string {
  if (limit === null) return "–";
  if (limit.reminder !== null) return `reminder after ${limit.reminder} days`;
  return `${limit.low}–${limit.high} business days`;
}

function departmentOf(place: Place): string {
  const { department } = META[place];
  return department === null ? "–" : DEPARTMENT_LABELS[department];
}

/** "Freezing Time → Completed"; sources with the same target stand together. */
function waysOf(event: EventId, steps: ReturnType<typeof legalTransitions>): string {
  const byTarget = new Map<Place, Place[]>();
  for (const step of steps) {
    if (step.event === event && step.from !== null)
      byTarget.set(step.to, [...(byTarget.get(step.to) ?? []), step.from]);
  }
  return [...byTarget]
    .map(([to, from]) => `${from.map((place) => META[place].label).join(", ")} → ${META[to].label}`)
    .join("; ");
}

function whoMay(event: EventId): string {
  return ROLES.filter((role) => EVENT_RIGHTS[event][role] !== undefined)
    .map((role) => {
      const condition = conditionOf(role, event);
      return condition ? `${ROLE_WORDS[role]} (${condition})` : ROLE_WORDS[role];
    })
    .join(", ");
}
