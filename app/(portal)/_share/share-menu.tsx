import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { asActor } from "@/lib/access/actor";
import { can } from "@/lib/access/permissions";
import { requireCustomer } from "@/lib/auth/current-actor";
import { listShareLinks } from "@/lib/sharing/list-links";
import { rulesInForce } from "@/lib/variants/rules";
import { LiveLinks } from "../settings/links/live-links";
import { expiries } from "./expiries";
import { ShareForm } from "./share-form";
import { chosenIn, placesToShare, type Target } from "./target";

/** Share: makes a link for what is on the page, and names those that are live. Only for who may share. */
export async function ShareMenu({ label = "Share", ...target }: Target & { label?: string }) {
  const actor = await requireCustomer();
  const places = placesToShare(target);
  if (!can(actor.role, "share") || places === undefined) return null;
  const now = new Date();
  const [links, { calendar }] = await Promise.all([
    listShareLinks(actor, { scope: target.scope, subjectId: target.of }, now),
    asActor(actor, rulesInForce, { readOnly: true }),
  ]);
  const style = { zone: calendar.zone, now };
  const live = links.filter((link) => link.state === "live" && sameList(link.places, places));
  return (
    <Menu
      label={
        <>
          <Icon name="share" />
          {label}
        </>
      }
    >
      <h2>Anyone with the link can look, without an account</h2>
      <ShareForm target={target} chosen={chosenIn({})} expiries={expiries(style)} />
      <LiveLinks links={live} style={style} />
    </Menu>
  );
}

const sameList = (a: readonly string[] | null, b: readonly string[] | null) =>
  [...(a ?? [])].sort().join() === [...(b ?? [])].sort().join();
