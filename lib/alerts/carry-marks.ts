import { and, eq, inArray } from "drizzle-orm";
import { alertMarks } from "@/db/schema";
import { ALERT_SIDES } from "@/db/schema/attention";
import type { Tx } from "@/lib/access/actor";
import type { Merged } from "@/lib/variants/merge-batch";
import { rulesInForce } from "@/lib/variants/rules";
import { type Cause, causesOf, keyOf } from "./causes";

/**
 * What was decided about alerts of a batch is decided about them in the batch it goes into, for each side. Where the same
 * alert stands there already, it is put off or acknowledged only where both were, and put off no longer than either:
 * nobody's open alert disappears. To be called before the variants move.
 */
export async function carryMarks(
  tx: Tx,
  { organisationId, batchId, intoId }: Merged,
  at: Date,
): Promise<void> {
  const given = { now: at, rules: await rulesInForce(tx) };
  for (const side of ALERT_SIDES) {
    const [from, into] = [
      await causesOf(tx, organisationId, { ...given, batchId, side }),
      await causesOf(tx, organisationId, { ...given, batchId: intoId, side }),
    ];
    const keys = [...from, ...into].map(keyOf);
    const rows = await tx
      .select()
      .from(alertMarks)
      .where(
        and(
          eq(alertMarks.organisationId, organisationId),
          eq(alertMarks.side, side),
          inArray(alertMarks.key, keys),
        ),
      );
    const known = new Map(rows.map((row) => [row.key, row]));
    for (const cause of from) {
      const key = keyOf({ ...cause, batchId: intoId });
      // One that names no batch is the same alert there.
      if (key === keyOf(cause)) continue;
      const other = into.find((one) => keyOf(one) === key);
      const marks = [cause, ...(other ? [other] : [])].map((one) => heldOf(one, known.get(keyOf(one)), at));
      const carried = bothOf(marks);
      await tx
        .insert(alertMarks)
        .values({ organisationId, key, side, ...carried })
        .onConflictDoUpdate({
          target: [alertMarks.organisationId, alertMarks.key, alertMarks.side],
          set: carried,
        });
    }
  }
}

type Held = Omit<typeof alertMarks.$inferSelect, "organisationId" | "key" | "side">;

/** The mark of a cause as far as it still holds. */
function heldOf({ mark }: Cause, row: Held | undefined, at: Date): Held {
  return {
    acknowledgedAt: mark.acknowledged?.at ?? null,
    acknowledgedBy: mark.acknowledged ? (row?.acknowledgedBy ?? null) : null,
    snoozedAt: mark.snoozedUntil && at,
    snoozedUntil: mark.snoozedUntil,
    assignedAt: mark.assignee && at,
    assigneeId: mark.assignee?.id ?? null,
  };
}

/** Of two alerts that become one: what both were, and whoever had one of them, the one that stood there first. */
function bothOf(marks: readonly Held[]): Held {
  const [one, other = one] = marks as [Held, Held?];
  const acknowledged = one.acknowledgedAt && other.acknowledgedAt ? other : null;
  const snoozed = [one, other].every(({ snoozedUntil }) => snoozedUntil);
  const first = one.snoozedUntil && other.snoozedUntil && one.snoozedUntil < other.snoozedUntil ? one : other;
  const assigned = other.assigneeId ? other : one;
  return {
    acknowledgedAt: acknowledged?.acknowledgedAt ?? null,
    acknowledgedBy: acknowledged?.acknowledgedBy ?? null,
    snoozedAt: snoozed ? first.snoozedAt : null,
    snoozedUntil: snoozed ? first.snoozedUntil : null,
    assignedAt: assigned.assignedAt,
    assigneeId: assigned.assigneeId,
  };
}
