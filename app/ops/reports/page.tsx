import type { Metadata } from "next";
import { ReportChoices } from "@/app/_reports/choices";
import { KeptList } from "@/app/_reports/kept-list";
import { ReportFields } from "@/app/_reports/report-fields";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { Select } from "@/components/ui/inputs";
import { asActor } from "@/lib/access/actor";
import { requireProducer } from "@/lib/auth/current-actor";
import { listCustomers } from "@/lib/orders/list-customers";
import { listKept } from "@/lib/reports/kept-reports";
import { rulesInForce } from "@/lib/variants/rules";

export const metadata: Metadata = { title: "Reports" };

/** The long reports somebody of the producer's asked for. */
export default async function ReportsPage() {
  const actor = await requireProducer();
  const now = new Date();
  const [customers, { kept, zone }] = await Promise.all([
    listCustomers(actor),
    asActor(
      actor,
      async (tx) => ({
        kept: await listKept(tx, actor, now),
        zone: (await rulesInForce(tx)).calendar.zone,
      }),
      { readOnly: true },
    ),
  ]);
  return (
    <>
      <PageTitle
        title="Reports"
        sub="On one batch they are downloaded from its page. Those of more than 10,000 rows are kept here for a week."
      />
      <Section title="All organisations" note="Each row names its organisation.">
        <ReportChoices path="/ops/reports/file" />
      </Section>
      <Section title="One organisation">
        <form className="form" action="/ops/reports/file" method="get">
          <Select
            name="organisation"
            label="Organisation"
            choices={customers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ReportFields home="/ops/reports" />
        </form>
      </Section>
      <Section title="Kept reports" note="Only you see them.">
        {kept.length > 0 ? (
          <KeptList kept={kept} home="/ops/reports" style={{ zone, now }} />
        ) : (
          <p className="quiet">None is kept now.</p>
        )}
      </Section>
    </>
  );
}
