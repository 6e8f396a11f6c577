import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SharedQuery } from "@/app/share/[token]/details";
import { SharedView } from "@/app/share/[token]/view";
import { Crumbs } from "@/components/shell/page-title";
import { asActor, type StakeholderActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { requireCustomer } from "@/lib/auth/current-actor";
import { loadOverview } from "@/lib/reports/overview";
import { scopeOfBatch } from "@/lib/reports/scope";

export const metadata: Metadata = { title: "What a link shows" };

type Given = { params: Promise<{ id: string }>; searchParams: Promise<SharedQuery> };

/** A batch as the holder of a share link would read it: read with a holder's rights, not with the customer's. */
export default async function SharePreviewPage({ params, searchParams }: Given) {
  const customer = await requireCustomer();
  if (!can(customer.role, "share")) notFound();
  const { id } = await params;
  const scope = await asActor(customer, (tx) => scopeOfBatch(tx, id), { readOnly: true }).catch(
    unlessMissing,
  );
  const holder: StakeholderActor = {
    kind: "stakeholder",
    organisationId: scope.organisationId,
    linkId: `preview-${scope.id}`,
    scope: "batch",
    subjectId: scope.id,
  };
  const now = new Date();
  const overview = await asActor(holder, (tx) => loadOverview(tx, holder, scope, now), {
    isolation: "repeatable read",
    readOnly: true,
  });
  return (
    <>
      <Crumbs
        crumbs={[
          { label: "Batches", href: "/batches" },
          { label: overview.name, href: `/batches/${scope.id}` },
          { label: "What a link shows" },
        ]}
      />
      <SharedView
        actor={holder}
        overview={overview}
        now={now}
        path={`/batches/${scope.id}/preview`}
        query={await searchParams}
      />
    </>
  );
}

function unlessMissing(error: unknown): never {
  if (error instanceof Refusal && error.code === "not_found") notFound();
  throw error;
}
