import type { Outlook } from "@/lib/batches/outlook";
import { addCounts, progressOf } from "@/lib/lifecycle/progress";
import type { Rules } from "@/lib/variants/rules";
import type { Heading, Overview } from "./overview";
import type { Scope } from "./scope";

/** The headings of several organisations as one: counts add up. */
export function headingTogether(scope: Scope, headings: readonly Heading[], rules: Rules): Heading {
  const counts = addCounts(...headings.map((heading) => heading.counts));
  return {
    scope,
    name: "All organisations",
    organisationName: `${headings.length} organisations`,
    promisedOn: null,
    requestedOn: null,
    counts,
    parts: headings.flatMap(({ parts }) => parts),
    orders: headings.flatMap(({ orders }) => orders),
    batches: headings.flatMap(({ batches }) => batches),
    progress: progressOf(counts),
    rules,
  };
}

/** The overviews of several organisations as one: it is done when the last of them is. */
export function together(scope: Scope, overviews: readonly Overview[], rules: Rules): Overview {
  return {
    ...headingTogether(scope, overviews, rules),
    outlook: outlookTogether(overviews.map(({ outlook }) => outlook)),
    products: overviews.flatMap(({ products }) => products),
    alerts: overviews.flatMap(({ alerts }) => alerts),
    lastWeek: overviews.every(({ lastWeek }) => lastWeek)
      ? addCounts(...overviews.flatMap(({ lastWeek }) => lastWeek ?? []))
      : null,
  };
}

/** The latest of each date, and sums; late where one of them is. */
function outlookTogether(outlooks: readonly Outlook[]): Outlook {
  const latest = <Of>(of: (outlook: Outlook) => Of | null, at: (value: Of) => Date) =>
    outlooks.flatMap((outlook) => of(outlook) ?? []).sort((a, b) => +at(b) - +at(a))[0] ?? null;
  const sum = (of: (outlook: Outlook) => number) => outlooks.reduce((total, one) => total + of(one), 0);
  const ifApproved = latest(
    (one) => one.ifApproved,
    ({ to }) => to,
  );
  const statuses = new Set(outlooks.map(({ status }) => status));
  const worst = (["late", "on_track", "conditional", "review", "stopped", "finished"] as const).find(
    (status) => statuses.has(status),
  );
  return {
    status: worst ?? "empty",
    expected: latest(
      (one) => one.expected,
      ({ to }) => to,
    ),
    ifApproved: ifApproved && { ...ifApproved, count: sum((one) => one.ifApproved?.count ?? 0) },
    doneAt: latest(
      (one) => one.doneAt,
      (at) => at,
    ),
    target: null,
    targetKind: null,
    late: sum(({ late }) => late),
    atRisk: sum(({ atRisk }) => atRisk),
    rejected: sum(({ rejected }) => rejected),
    errors: sum(({ errors }) => errors),
    promise: null,
  };
}
