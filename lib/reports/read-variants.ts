import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { inScope, type Scope } from "./scope";
import { FACTS, factsOf, seconds, type VariantFacts } from "./variant-facts";

/** Rows asked of the database at a time. */
const fetched = 500;
/** Answers asked for before they are needed, as many as hide that the next products are planned and sorted. */
const ahead = 24;
/** Rows sorted together, if their products allow: few to begin with, since a file begins when they are. */
const sorted = { first: 2_000, later: 40_000 };
/** What sorting may hold in memory, also where a single product has a hundred thousand. */
const sorting = "64MB";
/** Rows handed on at a time, so that pages are served in between. */
const step = 100;

/**
 * The variants of a scope by product and SKU, in batches, from cursors of the caller's transaction, which sees one
 * moment (repeatable read); the next are read while one batch is written. `personal` also reads what only signed-in
 * people see: assignee (where the organisation shows names), remark, flags and quote number.
 */
export async function* readVariants(
  tx: Tx,
  scope: Scope,
  { personal }: { personal: boolean },
): AsyncGenerator<VariantFacts[], void> {
  // A cursor is planned for the first tenth of its rows, in ways that take almost twice as long for all of them.
  await tx.execute(
    sql`select set_config('work_mem', ${sorting}, true), set_config('cursor_tuple_fraction', '1', true)`,
  );
  const groups = await groupsOf(tx, scope);
  const answers = asked(tx, groups, (group) => query(scope, groups.length > 1 ? group : null, personal));
  const coming: Promise<readonly { row: string }[]>[] = [];
  for (;;) {
    while (coming.length < ahead) {
      const { value } = answers.next();
      if (!value) break;
      // Whoever leaves in between hears nothing of it; whoever goes on hears it below.
      value.catch(() => {});
      coming.push(value);
    }
    const next = coming.shift();
    if (!next) break;
    const rows = await next;
    for (let at = 0; at < rows.length; at += step)
      yield rows.slice(at, at + step).map(({ row }) => factsOf(row));
  }
}

/** Products that are read together, and how many rows they have. */
type Group = { productIds: string[]; rows: number };

/** All products of a scope in the report's order. */
async function groupsOf(tx: Tx, scope: Scope): Promise<Group[]> {
  const products = await tx.execute<{ id: string; rows: number }>(sql`
    select p.id, n.rows from (select v.product_id as id, count(*)::int as rows from variants v
      where ${inScope(scope)} group by 1) n
    join products p on p.organisation_id = ${scope.organisationId} and p.id = n.id order by lower(p.name), p.id`);
  const groups: Group[] = [];
  for (const { id, rows } of products) {
    const last = groups.at(-1);
    const most = groups.length > 1 ? sorted.later : sorted.first;
    if (last && last.rows + rows <= most) {
      last.productIds.push(id);
      last.rows += rows;
    } else groups.push({ productIds: [id], rows });
  }
  return groups;
}

/**
 * Asks for the rows of groups part by part, without waiting: a connection answers in order. Planned without nested loops:
 * where many rows are new, an organisation's orders and batches pass for one each, and all pairs of them would be tried.
 */
function* asked(
  tx: Tx,
  groups: readonly Group[],
  queryOf: (group: Group) => SQL,
): Generator<Promise<readonly { row: string }[]>, undefined> {
  const run = async <Row extends Record<string, unknown>>(statement: SQL) => tx.execute<Row>(statement);
  for (const group of groups) {
    const opened = Promise.all([
      run(sql`select set_config('enable_nestloop', 'off', true)`),
      run(sql`declare report_variants no scroll cursor for ${queryOf(group)}`),
      run(sql`select set_config('enable_nestloop', 'on', true)`),
    ]);
    for (let left = group.rows; left > 0; left -= fetched) {
      const rows = run<{ row: string }>(sql.raw(`fetch ${fetched} from report_variants`));
      const closed = left <= fetched ? run(sql.raw("close report_variants")) : undefined;
      yield Promise.all([opened, rows, closed]).then(([, answer]) => answer);
    }
  }
}

/**
 * The rows of a group, or of the whole scope. Flags and quotes are few, and are gathered once. A row is made into its
 * text before it is sorted, which is then cheaper to sort.
 */
function query(scope: Scope, group: Group | null, personal: boolean): SQL {
  const ids = group && sql`${`{${group.productIds.join(",")}}`}::uuid[]`;
  const within = ids ? sql`${inScope(scope)} and v.product_id = any(${ids})` : inScope(scope);
  const people = personal
    ? sql`case when org.show_names or u.producer_role is null then u.name end as assignee, v.note, i.words as flags, q.number as quote`
    : sql`null as assignee, null as note, null as flags, null as quote`;
  const joins = personal
    ? sql`left join users u on u.id = v.assignee_id
    left join (select distinct on (l.variant_id) l.variant_id, q.number from quote_lines l
      join variants v on v.organisation_id = l.organisation_id and v.id = l.variant_id
      join quote_versions qv on qv.organisation_id = l.organisation_id and qv.id = l.quote_version_id
      join quotes q on q.organisation_id = qv.organisation_id and q.id = qv.quote_id
      where ${within} order by l.variant_id, qv.sent_at desc) q on q.variant_id = v.id`
    : sql``;
  return sql`select ${FACTS} from (
    select v.id, org.name as organisation, v.sku, v.ean, v.upc, v.brand_id as "brandId", br.name as brand, p.name as product,
      v.colour, v.size, v.lens, v.complexity, v.customised, v.place, v.revision, ${seconds("v.entered_at")} as "enteredAt", v.spent,
      ${seconds("v.at_risk_at")} as "atRiskAt", ${seconds("v.due_at")} as "dueAt", v.quote_resume as "quoteResume",
      v.quote_resume_spent as "quoteResumeSpent", v.error_resume as "errorResume", v.department, o.number as "order",
      ${seconds("o.placed_at")} as "orderedAt", b.name as batch, coalesce(i.n, 0) as issues,
      case when v.place = 'validated' then ${seconds("v.completed_at")} end as "completedAt", v.producer_days as "producerDays",
      v.customer_days as "customerDays", v.error_days as "errorDays", ${people}, p.rank, v.sku_key
    from variants v
    join organisations org on org.id = v.organisation_id
    join (select p.id, p.name, row_number() over (order by lower(p.name), p.id) as rank from products p
      where p.organisation_id = ${scope.organisationId}${ids ? sql` and p.id = any(${ids})` : sql``}) p on p.id = v.product_id
    join brands br on br.organisation_id = v.organisation_id and br.id = v.brand_id
    join orders o on o.organisation_id = v.organisation_id and o.id = v.order_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    left join (select f.variant_id, count(*)::int as n,
        string_agg(f.words || case when f.blocking then ' (blocking)' else '' end, '; ' order by f.raised_at) as words
      from quality_flags f
      where f.organisation_id = ${scope.organisationId} and f.resolved_at is null group by 1) i on i.variant_id = v.id
    ${joins}
    where ${within}) r
    order by r.rank, r.sku_key, r.id`;
}
