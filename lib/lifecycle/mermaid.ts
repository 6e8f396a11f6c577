import { EVENT_RIGHTS, ROLES, type Role } from "@/lib/access/permissions";
import { EVENT_META } from "./events";
import { type LegalTransition, legalTransitions } from "./legal-transitions";
import { META } from "./meta";
import { fieldsOf, type StepInput } from "./needs";
import {
  BUCKET_LABELS,
  DEPARTMENT_LABELS,
  EVENTS,
  type EventId,
  ORDER,
  PLACES,
  type Place,
  type Step,
} from "./states";

/** These leave and reach nearly every state, so that they get a picture of their own. */
const ASIDE: ReadonlySet<Step> = new Set<Step>(["reportError", "retry", "cancel"]);

/** The usual way through the machine as a Mermaid state diagram: all but errors, cancelling and undo. */
export function mermaidOfTheWay(): string {
  return diagram(legalTransitions().filter((row) => row.event !== "undo" && !ASIDE.has(row.event)));
}

/** Errors, retries and cancelling as a Mermaid state diagram. */
export function mermaidOfTheExits(): string {
  return diagram(legalTransitions().filter((row) => ASIDE.has(row.event)));
}

function diagram(rows: readonly LegalTransition[]): string {
  const shown = PLACES.filter((place) => rows.some((row) => row.from === place || row.to === place));
  const names = shown.map((place) => `  state "${META[place].label}" as ${place}`);
  const words = new Map<string, string[]>();
  for (const row of inOrder(rows)) {
    const arrow = `${row.from ?? "[*]"} --> ${row.to}`;
    words.set(arrow, [...(words.get(arrow) ?? []), EVENT_META[row.event].label]);
  }
  const arrows = [...words].map(([arrow, labels]) => `  ${arrow}: ${labels.join(", ")}`);
  return ["stateDiagram-v2", "  direction LR", ...names, ...arrows].join("\n");
}

function inOrder(rows: readonly LegalTransition[]): LegalTransition[] {
  const rank = (row: LegalTransition) =>
    (row.event === ORDER ? 0 : 1 + EVENTS.indexOf(row.event)) * 1000 +
    (row.from === null ? 0 : PLACES.indexOf(row.from)) * 20 +
    PLACES.indexOf(row.to);
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  customer_admin: "customer admin",
  customer_member: "customer member",
  customer_validator: "customer validator",
  ops: "ops",
  admin: "admin",
  stakeholder: "stakeholder",
  system: "system",
};

function whoOf(event: EventId): string {
  return ROLES.flatMap((role) => {
    const rule = EVENT_RIGHTS[event][role];
    if (rule === undefined) return [];
    return rule === true ? ROLE_NAMES[role] : `${ROLE_NAMES[role]} (only ${rule.words})`;
  }).join(", ");
}

function arrowsOf(event: EventId): string {
  if (event === "undo") return "to where the latest step came from";
  const targets = new Map<Place, Place[]>();
  for (const row of inOrder(legalTransitions().filter((r) => r.event === event))) {
    if (row.from !== null) targets.set(row.from, [...(targets.get(row.from) ?? []), row.to]);
  }
  const sources = new Map<string, string[]>();
  for (const [from, to] of targets) {
    const words = to.map((place) => META[place].label).join(" or ");
    sources.set(words, [...(sources.get(words) ?? []), META[from].label]);
  }
  return [...sources].map(([to, from]) => `${from.join(", ")} → ${to}`).join("; ");
}

/** What an event can need at most; needs.ts says when each is required. */
function needsWords(event: EventId): string {
  const most = { productionBegun: true, modelMissing: true, blockingFlag: true, undoIsOwnAndFresh: false };
  const always = {
    productionBegun: false,
    modelMissing: false,
    blockingFlag: false,
    undoIsOwnAndFresh: true,
  };
  const sure = fieldsOf(event, always, "ops");
  return fieldsOf(event, most, "ops")
    .map(({ name, required }, index) => {
      const word = FIELD_WORDS[name];
      if (!required) return `${word} (optional)`;
      return sure[index]?.required ? word : `${word} (sometimes)`;
    })
    .join(", ");
}

const FIELD_WORDS: Readonly<Record<keyof StepInput, string>> = {
  reason: "reason",
  code: "kind of reason",
  quoteVersionId: "quote version",
  batchId: "batch",
};

function daysOf(place: Place): string {
  const { limit } = META[place];
  if (limit === null) return "–";
  return limit.reminder === null ? `${limit.low}–${limit.high}` : `reminder after ${limit.reminder}`;
}

function stateRow(place: Place): string {
  const { label, meaning, bucket, turn, department } = META[place];
  const who = department === null ? "–" : DEPARTMENT_LABELS[department];
  return `| \`${place}\` | ${label} | ${meaning} | ${daysOf(place)} | ${BUCKET_LABELS[bucket]} | ${turn} | ${who} |`;
}

function eventRow(event: EventId): string {
  const cells = [
    `\`${event}\``,
    EVENT_META[event].label,
    arrowsOf(event),
    whoOf(event),
    needsWords(event) || "–",
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The whole of docs/lifecycle.md, made from the machine, its meta and the permission matrix. */
export function lifecycleDocument(): string {
  return `# The lifecycle of a variant

Made from \`lib/lifecycle/machine.ts\` by \`npx tsx lib/lifecycle/mermaid.cli.ts\`; a test holds it to that.

## States

Days are business days, the default policy. \`validated\` is Completed with its review done, not a 14th state.

| id | label | meaning | days | bucket | turn | department |
|---|---|---|---|---|---|---|
${PLACES.map(stateRow).join("\n")}

## The way through

\`\`\`mermaid
${mermaidOfTheWay()}
\`\`\`

## Errors and cancelling

\`\`\`mermaid
${mermaidOfTheExits()}
\`\`\`

## Events

A quote may be opened in the middle; dropping it, or starting production after it was accepted, returns the variant to
where it was. A retry returns it to where the error stopped it. Both are kept apart, so that they nest.

| event | label | from → to | who | needs |
|---|---|---|---|---|
${EVENTS.map(eventRow).join("\n")}
`;
}
