import type { Metadata } from "next";
import { ReportMenu } from "@/app/_reports/report-menu";
import { StateRail } from "@/components/production/state-rail";
import { Link } from "@/components/ui/link";
import { asActor } from "@/lib/access/actor";
import { requireProducer } from "@/lib/auth/current-actor";
import { type FilterNames, filterNames } from "@/lib/insights/filter-choices";
import { listStaff } from "@/lib/variants/assign";
import { listWork } from "@/lib/variants/list-work";
import { rulesInForce } from "@/lib/variants/rules";
import type { WorkFilter } from "@/lib/variants/work-filter";
import { workTitle, workWords } from "@/lib/variants/work-words";
import { addressOf, queryOf, readView, type View } from "./_console/address";
import { EmptyWork } from "./_console/empty-work";
import { Filters } from "./_console/filters";
import { matchesOf } from "./_console/matches";
import { Pages } from "./_console/pages";
import { railGroups } from "./_console/rail-groups";
import { readWork } from "./_console/read-work";
import { headWords } from "./_console/words";
import { WorkConsole } from "./_console/work-console";
import { consoleRows } from "./_console/work-rows";

export const metadata: Metadata = { title: "Console" };

export default async function ConsolePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireProducer();
  const view = readView(await searchParams);
  const now = new Date();
  const { sort, descending, from, size } = view;
  const [staff, work, read] = await Promise.all([
    listStaff(actor),
    readWork(),
    asActor(
      actor,
      async (tx) => {
        const [rules, names, page] = await Promise.all([
          rulesInForce(tx),
          filterNames(tx, view.filter),
          listWork(tx, view.filter, { sort, descending, from, size, now }),
        ]);
        return { rules, names, page };
      },
      { readOnly: true },
    ),
  ]);
  const { rules, names, page } = read;
  const matches = await matchesOf(actor, view.filter, work, now);
  const { rows, kinds } = consoleRows(page.rows, { actor, rules, now });
  return (
    <div className="console-body">
      <StateRail groups={railGroups(work.counts, work.delays, view)} />
      <main id="main" className="work">
        <div className="work-head">
          <h1>{workTitle(view.filter)}</h1>
          <p>{headWords(view, work, page, { rules, now })}</p>
          <p className="end">
            <Link href={addressOf(view, { filter: { state: "open", batchId: undefined } })}>
              All our work
            </Link>{" "}
            · <Link href={addressOf(view, { filter: { state: "all" } })}>Everything</Link>
          </p>
          <ReportMenu
            small
            name={reportedAs(view.filter, names)}
            path={`/ops/reports/file?${queryOf(view.filter)}`}
            summary={`/ops/reports/summary?${queryOf(view.filter)}`}
            {...(matches.count === null ? {} : { variants: matches.count })}
            home="/ops/reports"
          />
        </div>
        <Filters view={view} names={names} staff={staff} matching={matches.narrowed ? matches.words : null} />
        <WorkConsole
          rows={rows}
          kinds={kinds}
          filter={view.filter}
          matching={matches.selectable}
          staff={staff.map(({ id, name }) => ({ value: id, label: name }))}
          sorts={matches.sortable ? sortsOf(view) : {}}
          zone={rules.calendar.zone}
          empty={<EmptyWork view={view} narrowed={matches.narrowed} />}
          pages={<Pages view={view} page={page} matches={matches} now={now} zone={rules.calendar.zone} />}
        />
      </main>
    </div>
  );
}

/** "Working 3D Assets, late, of Lumen Optical": what a report on the list is on. */
function reportedAs(filter: WorkFilter, { organisation, batch, assignee }: FilterNames): string {
  const of = filter.batchId ? (batch ?? "an unknown batch") : organisation;
  return [workWords(filter, assignee) ?? workTitle(filter), ...(of ? [`of ${of}`] : [])].join(", ");
}

function sortsOf(view: View) {
  const by = (sort: View["sort"]) => ({
    href: addressOf(view, { sort, descending: view.sort === sort ? !view.descending : false }),
    ...(view.sort === sort
      ? { direction: view.descending ? ("descending" as const) : ("ascending" as const) }
      : {}),
  });
  return { sku: by("sku"), since: by("since"), due: by("due") };
}
