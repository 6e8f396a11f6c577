import { readingAs } from "@/app/(portal)/_page/read";
import { variantRows } from "@/app/(portal)/_parts/variant-rows";
import { consoleRows } from "@/app/ops/_console/work-rows";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { withActor } from "@/lib/auth/with-actor";
import { hub } from "@/lib/live/hub";
import { variantsOf } from "@/lib/variants/list-variants";
import { workOf } from "@/lib/variants/list-work";
import { rulesInForce } from "@/lib/variants/rules";

/** A page of the console is the longest list there is. */
const MOST = 200;

/**
 * What rows in view say now, for lists that heard news of them: `{ at, rows }` of the variants `ids` names, in the
 * reader's own form (a customer's table, the producer's console with `kinds`). `at` is the news they surely hold.
 */
export const GET = withActor(
  async (actor, request) => {
    const ids = (new URL(request.url).searchParams.get("ids") ?? "").split(",").slice(0, MOST);
    // Asked before reading, so that no more is claimed than is held.
    const at = await hub().position();
    const rows = actor.kind === "customer" ? await theirRows(actor, ids) : await ourRows(actor, ids);
    return Response.json({ at, ...rows }, { headers: { "cache-control": "no-store" } });
  },
  { unasked: true },
);

const theirRows = (actor: CustomerActor, ids: readonly string[]) =>
  readingAs(actor, async (given) => ({
    rows: variantRows(await variantsOf(given.tx, given.organisationId, ids), given),
  }));

const ourRows = (actor: ProducerActor, ids: readonly string[]) =>
  asActor(
    actor,
    async (tx) => {
      const [rules, work] = await Promise.all([rulesInForce(tx), workOf(tx, ids)]);
      return consoleRows(work, { actor, rules, now: new Date() });
    },
    { readOnly: true },
  );
