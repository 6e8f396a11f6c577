import { asc, desc, eq } from "drizzle-orm";
import { brands, calendarVersions, organisations, policyVersions, users } from "@/db/schema";
import { asActor, type ProducerActor, type Tx } from "@/lib/access/actor";
import { type Calendar, DEFAULT_CALENDAR, parseCalendar } from "@/lib/calendar/calendar";
import { DEFAULT_POLICY, type Policy } from "@/lib/lifecycle/policy";
import { type Applying, readApplying } from "./apply-rules";
import { calendarChanges, policyChanges } from "./change-words";

/** Who changed what when. */
export interface VersionLine {
  version: number;
  at: Date;
  by: string | null;
  changes: string[];
}

/** Rules in force with their history, newest first, and how far they have reached the open stays. */
export interface RulesPage<R> {
  inForce: R;
  version: number;
  history: VersionLine[];
  applying: Applying | null;
}

/** A brand an exception may be for. */
export interface BrandChoice {
  id: string;
  name: string;
  organisation: string;
}

type Row<R> = { version: number; at: Date; by: string | null; rules: R };

function lines<R>(rows: Row<R>[], changes: (after: R, before: R | undefined) => string[]): VersionLine[] {
  return rows.map(({ version, at, by, rules }, index) => ({
    version,
    at,
    by,
    changes: changes(rules, rows[index + 1]?.rules),
  }));
}

/** The calendar as an administrator edits it. */
export async function calendarPage(actor: ProducerActor): Promise<RulesPage<Calendar>> {
  const rows = await asActor(actor, (tx) =>
    tx
      .select({
        version: calendarVersions.version,
        at: calendarVersions.createdAt,
        by: users.name,
        rules: calendarVersions.calendar,
      })
      .from(calendarVersions)
      .leftJoin(users, eq(users.id, calendarVersions.createdBy))
      .orderBy(desc(calendarVersions.version)),
  );
  const parsed = rows.map((row) => ({ ...row, rules: parseCalendar(row.rules) }));
  return {
    inForce: parsed[0]?.rules ?? DEFAULT_CALENDAR,
    version: parsed[0]?.version ?? 0,
    history: lines(parsed, calendarChanges),
    applying: await applying(),
  };
}

/** The day limits as an administrator edits them, with the brands an exception may be for. */
export async function policyPage(
  actor: ProducerActor,
): Promise<RulesPage<Policy> & { brands: BrandChoice[] }> {
  const [rows, choices] = await asActor(actor, (tx) => Promise.all([policyRows(tx), brandChoices(tx)]));
  const names = new Map(choices.map(({ id, name }) => [id, name]));
  const kept = rows.map((row) => ({ ...row, rules: row.rules as Policy }));
  return {
    inForce: kept[0]?.rules ?? DEFAULT_POLICY,
    version: kept[0]?.version ?? 0,
    history: lines(kept, (after, before) => policyChanges(after, before, (id) => names.get(id) ?? "a brand")),
    brands: choices,
    applying: await applying(),
  };
}

const policyRows = (tx: Tx) =>
  tx
    .select({
      version: policyVersions.version,
      at: policyVersions.createdAt,
      by: users.name,
      rules: policyVersions.policy,
    })
    .from(policyVersions)
    .leftJoin(users, eq(users.id, policyVersions.createdBy))
    .orderBy(desc(policyVersions.version));

const brandChoices = (tx: Tx) =>
  tx
    .select({ id: brands.id, name: brands.name, organisation: organisations.name })
    .from(brands)
    .innerJoin(organisations, eq(organisations.id, brands.organisationId))
    .orderBy(asc(brands.name), asc(organisations.name));

/** Read as the job that keeps it. */
const applying = () => asActor({ kind: "system", job: "apply rules" }, readApplying, { readOnly: true });
