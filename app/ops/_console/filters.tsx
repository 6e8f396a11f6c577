import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { COMPLEXITIES } from "@/lib/lifecycle/policy";
import { addressOf, type View } from "./address";

interface Named {
  id: string;
  name: string;
}

/** What the list is narrowed to; a plain form, so that every choice stands in the address and works without script. */
export function Filters({
  view,
  organisations,
  staff,
  batches,
}: {
  view: View;
  organisations: Named[];
  staff: Named[];
  batches: Named[];
}) {
  const { filter } = view;
  const options = (list: Named[]) =>
    list.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ));
  const delayed = (delay: "late" | "any") =>
    addressOf(view, { filter: { delay: filter.delay === delay ? undefined : delay } });
  return (
    <Form action="/ops" className="filters" key={JSON.stringify(filter)}>
      <input type="hidden" name="state" value={filter.state} />
      {filter.delay ? <input type="hidden" name="delay" value={filter.delay} /> : null}
      <input
        className="inp"
        type="search"
        name="q"
        id="console-filter"
        defaultValue={filter.search ?? ""}
        placeholder="SKU, product, batch"
        aria-label="Filter by SKU, product or batch"
      />
      <Link
        className={filter.delay === "any" ? "chip set" : "chip"}
        href={delayed("any")}
        aria-pressed={filter.delay === "any"}
        role="button"
      >
        Late or at risk
      </Link>
      <Link
        className={filter.delay === "late" ? "chip set" : "chip"}
        href={delayed("late")}
        aria-pressed={filter.delay === "late"}
        role="button"
      >
        Late
      </Link>
      <select
        className="inp"
        name="organisationId"
        aria-label="Organisation"
        defaultValue={filter.organisationId ?? ""}
      >
        <option value="">Organisation</option>
        {options(organisations)}
      </select>
      {batches.length > 0 ? (
        <select className="inp" name="batchId" aria-label="Batch" defaultValue={filter.batchId ?? ""}>
          <option value="">Batch</option>
          {options(batches)}
        </select>
      ) : null}
      <select className="inp" name="assignee" aria-label="Assigned to" defaultValue={filter.assignee ?? ""}>
        <option value="">Assigned to</option>
        <option value="nobody">Nobody</option>
        {options(staff)}
      </select>
      <select
        className="inp"
        name="complexity"
        aria-label="Complexity"
        defaultValue={filter.complexity ?? ""}
      >
        <option value="">Complexity</option>
        {COMPLEXITIES.map((complexity) => (
          <option key={complexity}>{complexity}</option>
        ))}
      </select>
      <Button type="submit">Apply</Button>
      {Object.keys(filter).length > 1 ? (
        <Link href={addressOf({ ...view, filter: { state: filter.state } }, {})}>Clear</Link>
      ) : null}
    </Form>
  );
}
