import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { listSessions, type SessionLine } from "@/lib/auth/list-sessions";
import { rulesInForce } from "@/lib/variants/rules";

/** What the settings of one's own account show besides the person: sessions, and the zone dates are written in. */
export async function readSettings(
  actor: CustomerActor | ProducerActor,
  now: Date,
): Promise<{ sessions: SessionLine[]; zone: string }> {
  const [sessions, { calendar }] = await Promise.all([
    listSessions(actor.userId, now),
    asActor(actor, rulesInForce, { readOnly: true }),
  ]);
  return { sessions, zone: calendar.zone };
}
