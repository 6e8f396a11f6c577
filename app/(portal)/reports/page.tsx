import type { Metadata } from "next";
import { ReportChoices } from "@/app/_reports/choices";
import { ChooseBatches } from "@/app/_reports/choose-batches";
import { KeptList } from "@/app/_reports/kept-list";
import { WeeklyForm } from "@/app/_reports/weekly-form";
import { WeeklyList } from "@/app/_reports/weekly-list";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { can } from "@/lib/access/permissions";
import { listBatchChoices } from "@/lib/batches/list-batch-choices";
import { listKept } from "@/lib/reports/kept-reports";
import { listWeekly } from "@/lib/reports/weekly";
import type { Query } from "../_page/address";
import { reading } from "../_page/read";

export const metadata: Metadata = { title: "Reports" };

const MOST_BATCHES = 50;

/** Reports on several batches or all of them, and the long ones that were made in the background. */
export default async function ReportsPage({ searchParams }: { searchParams: Query }) {
  const chosen = [(await searchParams).batch ?? []].flat();
  const { kept, batches, weekly, style } = await reading(
    async ({ tx, actor, organisationId, now, ...rest }) => ({
      kept: await listKept(tx, actor, now),
      batches: await listBatchChoices(tx, organisationId),
      weekly: can(actor.role, "share") ? await listWeekly(tx, organisationId) : null,
      style: rest.style,
    }),
  );
  // Those chosen before, then as many as fit.
  const offered = [...batches].sort((a, b) => Number(chosen.includes(b.id)) - Number(chosen.includes(a.id)));
  return (
    <>
      <PageTitle
        title="Reports"
        sub="On one batch or order they are downloaded from its page. Those of more than 10,000 rows are made in the background and kept here for a week."
      />
      <Section title="Everything you ordered">
        <ReportChoices path="/reports/file" />
      </Section>
      {batches.length > 1 ? (
        <Section title="Several batches" note="One report on those you choose.">
          <ChooseBatches batches={offered.slice(0, MOST_BATCHES)} chosen={chosen} home="/reports" />
        </Section>
      ) : null}
      {weekly ? (
        <Section
          title="Every Monday"
          note="By mail, at 8:00, with the file attached. Each mail can be stopped."
        >
          <div className="grid gap-8">
            <WeeklyForm batches={batches.map(({ id, name }) => ({ value: id, label: name }))} />
            {weekly.length > 0 ? <WeeklyList lines={weekly} style={style} /> : null}
          </div>
        </Section>
      ) : null}
      <Section title="Kept reports" note="Made in the background; only you see them.">
        {kept.length === 0 ? (
          <p className="quiet">No long report is kept.</p>
        ) : (
          <KeptList kept={kept} home="/reports" style={style} />
        )}
      </Section>
    </>
  );
}
