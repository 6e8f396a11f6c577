import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { asActor } from "@/lib/access/actor";
import { can } from "@/lib/access/permissions";
import { requireCustomer } from "@/lib/auth/current-actor";
import { formatDay } from "@/lib/calendar/format";
import { expiryChoices } from "@/lib/sharing/expiry";
import { listShareLinks } from "@/lib/sharing/list-links";
import { rulesInForce } from "@/lib/variants/rules";
import { LiveLinks } from "../../settings/links/live-links";
import { ShareForm } from "./share-form";

/** Share: makes a link for this batch, and names those that are live. Only for who may share. */
export async function ShareMenu({ batchId }: { batchId: string }) {
  const actor = await requireCustomer();
  if (!can(actor.role, "share")) return null;
  const now = new Date();
  const [links, { calendar }] = await Promise.all([
    listShareLinks(actor, { scope: "batch", subjectId: batchId }, now),
    asActor(actor, rulesInForce, { readOnly: true }),
  ]);
  const style = { zone: calendar.zone, now };
  const choices = expiryChoices(now, calendar.zone).map(({ at }) => ({
    value: at.toISOString(),
    label: formatDay(at, style),
  }));
  return (
    <Menu
      label={
        <>
          <Icon name="share" />
          Share
        </>
      }
    >
      <h2>Anyone with the link can look, without an account</h2>
      <ShareForm batchId={batchId} expiries={choices} />
      <LiveLinks links={links.filter(({ state }) => state === "live")} style={style} />
    </Menu>
  );
}
