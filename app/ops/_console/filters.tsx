import Form from "next/form";
import { Link } from "@/components/ui/link";
import type { FilterNames } from "@/lib/insights/filter-choices";
import { COMPLEXITIES } from "@/lib/lifecycle/policy";
import { WORK_DELAY_WORDS } from "@/lib/variants/work-words";
import { capital } from "@/lib/words/counts";
import { addressOf, FILTER_KEYS, type View } from "./address";
import { ChoiceMenu, SearchMenu, SetChip } from "./filter-menu";

interface Named {
  id: string;
  name: string;
}

/** What the list is narrowed to; every choice is an address, so Back works and a view can be passed on. */
export function Filters({
  view,
  names,
  staff,
  matching,
}: {
  view: View;
  /** What the ids in the filter are called. */
  names: FilterNames;
  staff: readonly Named[];
  /** "127 match"; null where nothing is narrowed. */
  matching: string | null;
}) {
  const { filter } = view;
  const { organisationId, batchId, assignee, complexity, delay } = filter;
  const to = (change: Partial<View["filter"]>) => addressOf(view, { filter: change });
  return (
    <div className="filters">
      <Search view={view} key={filter.search ?? ""} />
      {delay ? (
        <SetChip name="Delay" value={WORK_DELAY_WORDS[delay]} off={to({ delay: undefined })} />
      ) : (
        <Link className="chip" href={to({ delay: "any" })}>
          {WORK_DELAY_WORDS.any}
        </Link>
      )}
      {organisationId ? (
        <SetChip
          name="Organisation"
          value={names.organisation ?? "Unknown organisation"}
          off={to({ organisationId: undefined })}
        />
      ) : (
        <SearchMenu
          name="Organisation"
          kind="organisation"
          // A batch is of one organisation: another organisation is chosen instead of it.
          address={addressOf(view, { filter: { organisationId: "ID", batchId: undefined } })}
        />
      )}
      {batchId ? (
        <SetChip name="Batch" value={names.batch ?? "Unknown batch"} off={to({ batchId: undefined })} />
      ) : (
        <SearchMenu
          name="Batch"
          kind="batch"
          organisationId={organisationId}
          address={addressOf(view, { filter: { batchId: "ID" } })}
        />
      )}
      {assignee ? (
        <SetChip
          name="Assigned to"
          value={assignee === "nobody" ? "Nobody" : (names.assignee ?? "Unknown person")}
          off={to({ assignee: undefined })}
        />
      ) : (
        <ChoiceMenu
          name="Assigned to"
          choices={[{ id: "nobody", name: "Nobody" }, ...staff].map(({ id, name }) => ({
            label: name,
            href: to({ assignee: id }),
          }))}
        />
      )}
      {complexity ? (
        <SetChip name="Complexity" value={capital(complexity)} off={to({ complexity: undefined })} />
      ) : (
        <ChoiceMenu
          name="Complexity"
          choices={COMPLEXITIES.map((value) => ({ label: capital(value), href: to({ complexity: value }) }))}
        />
      )}
      {matching ? (
        <span>
          {matching} · <Link href={addressOf({ ...view, filter: { state: filter.state } }, {})}>Clear</Link>
        </span>
      ) : null}
    </div>
  );
}

/** A plain form, so that Enter narrows; what is set besides travels with it. */
function Search({ view: { filter, sort, descending, size } }: { view: View }) {
  const kept = Object.entries({
    state: filter.state,
    ...Object.fromEntries(FILTER_KEYS.filter((key) => key !== "search").map((key) => [key, filter[key]])),
    sort: sort === "since" ? undefined : sort,
    order: descending ? "desc" : undefined,
    size: size === 50 ? undefined : String(size),
  });
  return (
    <Form action="/ops" className="search-field">
      {kept.map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <input
        className="inp"
        type="search"
        name="q"
        id="console-filter"
        defaultValue={filter.search ?? ""}
        placeholder="Filter  SKU, product, batch"
        aria-label="Filter by SKU, product or batch"
        maxLength={100}
      />
    </Form>
  );
}
