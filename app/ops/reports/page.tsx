import type { Metadata } from "next";
import { KeptList } from "@/app/_reports/kept-list";
import { PageTitle } from "@/components/shell/page-title";
import { asActor } from "@/lib/access/actor";
import { requireProducer } from "@/lib/auth/current-actor";
import { listKept } from "@/lib/reports/kept-reports";
import { rulesInForce } from "@/lib/variants/rules";

export const metadata: Metadata = { title: "Reports" };

/** The long reports somebody of the producer's asked for. */
export default async function ReportsPage() {
  const actor = await requireProducer();
  const now = new Date();
  const { kept, zone } = await asActor(
    actor,
    async (tx) => ({
      kept: await listKept(tx, actor, now),
      zone: (await rulesInForce(tx)).calendar.zone,
    }),
    { readOnly: true },
  );
  return (
    <>
      <PageTitle
        title="Reports"
        sub="Reports of more than 10,000 rows that you asked for, kept for a week."
      />
      {kept.length > 0 ? (
        <KeptList kept={kept} home="/ops/reports" style={{ zone, now }} />
      ) : (
        <p className="quiet">None is kept now.</p>
      )}
    </>
  );
}
