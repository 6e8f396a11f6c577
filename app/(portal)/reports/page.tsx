import type { Metadata } from "next";
import { KeptList } from "@/app/_reports/kept-list";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { listKept } from "@/lib/reports/kept-reports";
import { reading } from "../_page/read";

export const metadata: Metadata = { title: "Reports" };

/** The customer's long reports, made in the background and kept for a week. */
export default async function ReportsPage() {
  const { kept, style } = await reading(async ({ tx, actor, now, ...rest }) => ({
    kept: await listKept(tx, actor, now),
    style: rest.style,
  }));
  return (
    <>
      <Crumbs crumbs={[{ label: "Reports" }]} />
      <PageTitle
        title="Reports"
        sub="A report is downloaded from its batch. Those of more than 10,000 rows are made in the background and kept here for a week."
      />
      {kept.length === 0 ? (
        <EmptyState
          level={2}
          title="No long report is kept."
          actions={<LinkButton href="/batches">Choose a batch</LinkButton>}
        >
          Open a batch and press Download Report.
        </EmptyState>
      ) : (
        <KeptList kept={kept} home="/reports" style={style} />
      )}
    </>
  );
}
