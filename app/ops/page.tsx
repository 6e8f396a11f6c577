import type { Metadata } from "next";
import { StateRail } from "@/components/production/state-rail";
import { Pager } from "@/components/ui/pager";
import { asActor } from "@/lib/access/actor";
import { requireProducer } from "@/lib/auth/current-actor";
import { listBatchChoices } from "@/lib/batches/list-batch-choices";
import { totalCounts } from "@/lib/batches/place-counts";
import { formatBusinessDuration } from "@/lib/calendar/format";
import { META } from "@/lib/lifecycle/meta";
import { timeInStay } from "@/lib/lifecycle/stay";
import { listCustomers } from "@/lib/orders/list-customers";
import { listStaff } from "@/lib/variants/assign";
import { countDelays, countWork } from "@/lib/variants/count-work";
import { listWork } from "@/lib/variants/list-work";
import { rulesInForce } from "@/lib/variants/rules";
import type { WorkFilter } from "@/lib/variants/work-filter";
import { figure } from "@/lib/words/counts";
import { addressOf, readView, type View } from "./_console/address";
import { Filters } from "./_console/filters";
import { railGroups } from "./_console/rail-groups";
import { consoleRows } from "./_console/work-rows";
import { WorkTable } from "./_console/work-table";

export const metadata: Metadata = { title: "Console" };

/** At risk is the last fifth of an allowance, and none is longer than this. */
const HORIZON_DAYS = 400;

export default async function ConsolePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireProducer();
  const view = readView(await searchParams);
  const now = new Date();
  const [organisations, staff] = await Promise.all([listCustomers(actor), listStaff(actor)]);
  const read = await asActor(
    actor,
    async (tx) => {
      const rules = await rulesInForce(tx);
      const horizon = new Date(now.getTime() + HORIZON_DAYS * 86_400_000);
      const page = await listWork(tx, view.filter, {
        sort: view.sort,
        descending: view.descending,
        from: view.from,
        size: view.size,
        now,
      });
      const [matching, counts, delays, batches] = await Promise.all([
        countWork(tx, view.filter, now),
        totalCounts(tx),
        countDelays(tx, now, horizon),
        view.filter.organisationId ? listBatchChoices(tx, view.filter.organisationId) : [],
      ]);
      return { rules, page, matching, counts, delays, batches };
    },
    { readOnly: true },
  );
  const { rules, page, matching, counts, delays, batches } = read;
  const oldest =
    page.rows[0] && view.sort === "since" && !view.from
      ? timeInStay(rules.calendar, page.rows[0], now)
      : null;
  const rows = consoleRows(page.rows, { actor, rules, now });
  const total = `${figure(matching.count)}${matching.more ? "+" : ""}`;
  return (
    <div className="console-body">
      <StateRail groups={railGroups(counts, delays, view)} />
      <main id="main" className="work">
        <div className="work-head">
          <h1>{titleOf(view.filter)}</h1>
          <p>
            {total} {matching.count === 1 ? "variant" : "variants"}
            {oldest === null ? "." : `. Oldest ${formatBusinessDuration(oldest)}.`}
          </p>
        </div>
        <Filters view={view} organisations={organisations} staff={staff} batches={batches} />
        <WorkTable
          key={JSON.stringify([view.filter, view.sort, view.descending, view.from])}
          rows={rows}
          filter={view.filter}
          matching={total}
          staff={staff.map(({ id, name }) => ({ value: id, label: name }))}
          batches={batches.map(({ id, name }) => ({ value: id, label: name }))}
          sorts={sortsOf(view)}
        />
        <div className="keys">
          <Pager
            first={page.first}
            rows={page.rows.length}
            total={matching.more ? null : matching.count}
            size={view.size}
            previous={page.previous ? addressOf(view, { from: page.previous }) : null}
            next={page.next ? addressOf(view, { from: page.next }) : null}
          />
        </div>
      </main>
    </div>
  );
}

function titleOf({ state }: WorkFilter): string {
  if (state === "all") return "Everything";
  return state === "open" ? "On our turn" : META[state].label;
}

function sortsOf(view: View) {
  const by = (sort: View["sort"]) => ({
    href: addressOf(view, {
      sort,
      descending: view.sort === sort ? !view.descending : false,
      from: undefined,
    }),
    ...(view.sort === sort
      ? { direction: view.descending ? ("descending" as const) : ("ascending" as const) }
      : {}),
  });
  return { sku: by("sku"), since: by("since"), due: by("due") };
}
