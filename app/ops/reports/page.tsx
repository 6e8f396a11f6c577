import type { Metadata } from "next";
import { ReportChoices } from "@/app/_reports/choices";
import { ChooseBatches } from "@/app/_reports/choose-batches";
import { KeptList } from "@/app/_reports/kept-list";
import { ReportFields } from "@/app/_reports/report-fields";
import { one, type Query } from "@/app/(portal)/_page/address";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/inputs";
import { asActor } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import { requireProducer } from "@/lib/auth/current-actor";
import { listBatchChoices } from "@/lib/batches/list-batch-choices";
import { listCustomers } from "@/lib/orders/list-customers";
import { listKept } from "@/lib/reports/kept-reports";
import { rulesInForce } from "@/lib/variants/rules";

export const metadata: Metadata = { title: "Reports" };

/** The long reports somebody of the producer's asked for. */
export default async function ReportsPage({ searchParams }: { searchParams: Query }) {
  const actor = await requireProducer();
  const now = new Date();
  const asked = one(await searchParams, "organisation");
  const [customers, { kept, zone, batches }] = await Promise.all([
    listCustomers(actor),
    asActor(
      actor,
      async (tx) => ({
        kept: await listKept(tx, actor, now),
        zone: (await rulesInForce(tx)).calendar.zone,
        batches: isId(asked) ? await listBatchChoices(tx, asked) : [],
      }),
      { readOnly: true },
    ),
  ]);
  const chosen = customers.find(({ id }) => id === asked);
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
            defaultValue={chosen?.id ?? ""}
            choices={customers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ReportFields home="/ops/reports">
            <Button type="submit" formAction="/ops/reports#batches">
              Choose its batches
            </Button>
          </ReportFields>
        </form>
      </Section>
      {chosen ? (
        <Section id="batches" title={`Batches of ${chosen.name}`} note="One report on those you choose.">
          {batches.length > 0 ? (
            <ChooseBatches batches={batches} chosen={[]} home="/ops/reports" organisation={chosen.id} />
          ) : (
            <p className="quiet">It has none yet.</p>
          )}
        </Section>
      ) : null}
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
