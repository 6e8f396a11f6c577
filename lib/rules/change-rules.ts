import { desc, inArray } from "drizzle-orm";
import { activity, brands, calendarVersions, policyVersions } from "@/db/schema";
import { type Actor, asActor, type ProducerActor, roleOf, signature, type Tx } from "@/lib/access/actor";
import { notPermitted, Refusal } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { parseCalendar } from "@/lib/calendar/calendar";
import type { Policy } from "@/lib/lifecycle/policy";
import { PRODUCER } from "@/lib/people/scope";
import { holdRules } from "@/lib/variants/rules";
import { calendarChanges, policyChanges } from "./change-words";
import { type Preview, previewChange } from "./preview-change";
import { readCalendar, readPolicy, type TypedCalendar, type TypedPolicy } from "./typed";

export interface Saved {
  version: number;
  changes: string[];
}

function administrator(actor: Actor, right: "editCalendar" | "editPolicy"): ProducerActor {
  if (!can(roleOf(actor), right) || actor.kind !== "admin")
    throw notPermitted(right === "editCalendar" ? "edit the calendar" : "edit the limits");
  return actor;
}

/** What a calendar would change about open stays at `now`. Throws a Refusal with the fault of each field. */
export async function previewCalendar(actor: Actor, input: TypedCalendar, now: Date): Promise<Preview> {
  const admin = administrator(actor, "editCalendar");
  return previewChange(admin, { calendar: readCalendar(input) }, now);
}

/** What a policy would change about open stays at `now`. Throws a Refusal with the fault of each field. */
export async function previewPolicy(actor: Actor, input: TypedPolicy, now: Date): Promise<Preview> {
  const admin = administrator(actor, "editPolicy");
  return previewChange(admin, { policy: readPolicy(input) }, now);
}

/**
 * Puts a calendar in force as the next version; the job `apply rules` then rewrites the open stays. `basedOn` is the
 * version that was edited: another one since is a `conflict`. Throws `not_possible` where nothing differs.
 */
export async function saveCalendar(
  actor: Actor,
  { calendar: typed, basedOn }: { calendar: TypedCalendar; basedOn: number },
  now: Date,
): Promise<Saved> {
  const admin = administrator(actor, "editCalendar");
  const calendar = readCalendar(typed);
  return asActor(admin, async (tx) => {
    await holdRules(tx);
    const [newest] = await tx
      .select()
      .from(calendarVersions)
      .orderBy(desc(calendarVersions.version))
      .limit(1);
    const before = newest && parseCalendar(newest.calendar);
    const changes = calendarChanges(calendar, before);
    const version = nextVersion(newest?.version ?? 0, basedOn, changes);
    await tx.insert(calendarVersions).values({ version, calendar, createdBy: admin.userId, createdAt: now });
    await log(tx, admin, "calendar_changed", { version, changes }, now);
    return { version, changes };
  });
}

/** Puts day limits in force as the next version; like `saveCalendar`. A brand that does not exist is `invalid`. */
export async function savePolicy(
  actor: Actor,
  { policy: typed, basedOn }: { policy: TypedPolicy; basedOn: number },
  now: Date,
): Promise<Saved> {
  const admin = administrator(actor, "editPolicy");
  const policy = readPolicy(typed);
  return asActor(admin, async (tx) => {
    await holdRules(tx);
    const [newest] = await tx.select().from(policyVersions).orderBy(desc(policyVersions.version)).limit(1);
    const before = newest?.policy as Policy | undefined;
    const names = await brandNames(tx, policy, before);
    const changes = policyChanges(policy, before, (id) => names.get(id) ?? "a brand");
    const version = nextVersion(newest?.version ?? 0, basedOn, changes);
    const stranger = policy.overrides.findIndex(({ brandId }) => brandId !== null && !names.has(brandId));
    if (stranger >= 0) {
      const message = "This brand was not found. Choose another one.";
      throw new Refusal("invalid", message, { fields: { [`overrides.${stranger}`]: [message] } });
    }
    await tx.insert(policyVersions).values({ version, policy, createdBy: admin.userId, createdAt: now });
    await log(tx, admin, "policy_changed", { version, changes }, now);
    return { version, changes };
  });
}

function nextVersion(newest: number, basedOn: number, changes: string[]): number {
  if (newest !== basedOn)
    throw new Refusal(
      "conflict",
      `Somebody saved version ${newest} while you were typing. It stands in the history below; what you typed is still here. Reload to begin from theirs.`,
    );
  if (changes.length === 0)
    throw new Refusal("not_possible", "Nothing differs from what is in force, so nothing was saved.");
  return newest + 1;
}

async function brandNames(tx: Tx, ...policies: (Policy | undefined)[]): Promise<Map<string, string>> {
  const ids = policies.flatMap((p) => p?.overrides.flatMap(({ brandId }) => brandId ?? []) ?? []);
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: brands.id, name: brands.name })
    .from(brands)
    .where(inArray(brands.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Kept in the producer's activity log beside the version, which is never changed either. */
async function log(
  tx: Tx,
  actor: Actor,
  kind: string,
  data: Record<string, unknown>,
  at: Date,
): Promise<void> {
  const { actorKind, actorId } = signature(actor);
  await tx
    .insert(activity)
    .values({ organisationId: PRODUCER, id: newId(), kind, actorKind, actorId, data, at });
}
