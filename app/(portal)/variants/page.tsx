import type { Metadata } from "next";
import { listNarrowed } from "@/app/_reports/list-narrowed";
import { ReportMenu } from "@/app/_reports/report-menu";
import { VARIANTS_PER_PAGE } from "@/app/_variants/variants-frame";
import { PageTitle } from "@/components/shell/page-title";
import { onTurn, progressOf } from "@/lib/lifecycle/progress";
import { countLate, listVariants } from "@/lib/variants/list-variants";
import { figure } from "@/lib/words/counts";
import type { Query } from "../_page/address";
import { reading } from "../_page/read";
import { standing } from "../_page/standing";
import { variantView } from "../_page/variant-view";
import { filterCounts, VariantsSection } from "../_parts/variants-section";

export const metadata: Metadata = { title: "Variants" };

/** Every variant of the organisation: where the tiles of the overview lead. */
export default async function VariantsPage({ searchParams }: { searchParams: Query }) {
  const view = variantView(await searchParams);
  const { filter, place, sort, descending, from } = view;
  const [{ counts }, { variants, late, ...given }] = await Promise.all([
    standing(),
    reading(async ({ tx, organisationId, now, ...rest }) => {
      const page = { sort, descending, size: VARIANTS_PER_PAGE, now, ...(from ? { from } : {}) };
      const [variants, late] = await Promise.all([
        listVariants(tx, organisationId, { filter, ...(place ? { place } : {}) }, page),
        countLate(tx, organisationId, {}, now),
      ]);
      return { ...rest, organisationId, now, variants, late };
    }),
  ]);
  const progress = progressOf(counts);
  const cancelled =
    progress.buckets.cancelled > 0 ? ` + ${figure(progress.buckets.cancelled)} cancelled` : "";
  return (
    <>
      <PageTitle
        title="Variants"
        sub={`${figure(progress.active)} active${cancelled}, over all batches and orders.`}
        actions={
          <ReportMenu
            name="all your variants"
            path="/reports/file"
            summary="/reports/summary"
            variants={progress.all}
            narrowed={listNarrowed(view)}
          />
        }
      />
      <VariantsSection
        title="Show"
        page={variants}
        view={view}
        counts={{
          ...filterCounts(progress, onTurn(counts, "customer"), late),
          ours: onTurn(counts, "producer"),
        }}
        path="/variants"
        scope="all"
        shared={{ scope: "organisation", of: null }}
        given={given}
      />
    </>
  );
}
