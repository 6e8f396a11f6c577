import type { Tx } from "@/lib/access/actor";
import type { Alert } from "./alert";
import { alertsOf } from "./alerts-of";
import { type Cause, type Causes, causesOf, keyOf } from "./causes";

/** One alert of an organisation by its key, with its causes; null where it has resolved, or never was. */
export async function findAlert(
  tx: Tx,
  organisationId: string,
  key: string,
  given: Pick<Causes, "now" | "rules" | "side">,
): Promise<{ alert: Alert; causes: Cause[] } | null> {
  const causes = (await causesOf(tx, organisationId, given)).filter((cause) => keyOf(cause) === key);
  if (causes.length === 0) return null;
  const [alert] = await alertsOf(tx, organisationId, { ...given, causes });
  return alert ? { alert, causes } : null;
}
