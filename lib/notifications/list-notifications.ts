import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { notifications, organisations } from "@/db/schema";
import { asActor, type CustomerActor, type ProducerActor, type Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import { GROUPS, type Group, KIND_IDS, KINDS, type Kind } from "./kinds";
import { notificationWords } from "./words";

type Reader = CustomerActor | ProducerActor;

/** A notification as the app lists it. */
export interface NotificationLine {
  id: string;
  kind: Kind;
  group: Group;
  words: string;
  /** Where it leads. */
  path: string;
  at: Date;
  read: boolean;
  organisation: string;
}

export type NotificationFilter = "all" | "unread" | Group;

const pageSize = 50;
/** Counted no further: beyond this the figure says nothing more. */
const countedTo = 100;

const mine = (actor: Reader) =>
  and(
    actor.kind === "customer"
      ? eq(notifications.organisationId, actor.organisationId)
      : sql`${notifications.organisationId} in (select id from organisations)`,
    eq(notifications.userId, actor.userId),
    eq(notifications.inApp, true),
  );

const kindsOf = (group: Group) => KIND_IDS.filter((kind) => KINDS[kind].group === group);

/** How many notifications a person has not read, of the organisation they act for; 100 stands for more. */
export async function countUnread(tx: Tx, actor: Reader): Promise<number> {
  const unread = tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(mine(actor), isNull(notifications.readAt)))
    .limit(countedTo)
    .as("unread");
  const [row] = await tx.select({ n: sql<number>`count(*)::int` }).from(unread);
  return row?.n ?? 0;
}

/**
 * Fifty of one's own notifications, what happened last first, from before the one with the id `before` on; `newest` is
 * the id of the one told last, so that marking all leaves what comes meanwhile.
 */
export function listNotifications(
  actor: Reader,
  { filter, before }: { filter: NotificationFilter; before?: string },
): Promise<{ lines: NotificationLine[]; next: string | null; newest: string | null; unread: number }> {
  return asActor(
    actor,
    async (tx) => {
      const rows = await tx
        .select({
          id: notifications.id,
          kind: notifications.kind,
          count: notifications.count,
          data: notifications.data,
          path: notifications.path,
          at: notifications.at,
          readAt: notifications.readAt,
          organisation: organisations.name,
        })
        .from(notifications)
        .innerJoin(organisations, eq(organisations.id, notifications.organisationId))
        .where(
          and(
            mine(actor),
            filter === "unread" ? isNull(notifications.readAt) : undefined,
            GROUPS.some((group) => group === filter)
              ? inArray(notifications.kind, kindsOf(filter as Group))
              : undefined,
            isId(before)
              ? sql`(${notifications.at}, ${notifications.id}) < (select b.at, b.id from notifications b
                  where b.id = ${before} and b.user_id = ${actor.userId})`
              : undefined,
          ),
        )
        .orderBy(desc(notifications.at), desc(notifications.id))
        .limit(pageSize + 1);
      const shown = rows.slice(0, pageSize);
      const lines = shown.map(({ count, data, readAt, ...row }) => {
        const kind = row.kind as Kind;
        const words = notificationWords({ kind, count, data });
        return { ...row, kind, group: KINDS[kind].group, words, read: readAt !== null };
      });
      const next = rows.length > pageSize ? shown.at(-1)!.id : null;
      const [last] = await tx
        .select({ id: notifications.id })
        .from(notifications)
        .where(mine(actor))
        .orderBy(desc(notifications.id))
        .limit(1);
      return { lines, next, newest: last?.id ?? null, unread: await countUnread(tx, actor) };
    },
    { readOnly: true },
  );
}
