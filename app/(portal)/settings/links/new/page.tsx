import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SharedQuery } from "@/app/share/[token]/details";
import { readShared } from "@/app/share/[token]/open";
import { SubscribeForm } from "@/app/share/[token]/subscribe-form";
import { SharedView } from "@/app/share/[token]/view";
import { Crumbs } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { asActor, type StakeholderActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { requireCustomer } from "@/lib/auth/current-actor";
import { scopeOfBatch, scopeOfOrder, scopeOfOrganisation } from "@/lib/reports/scope";
import { loadSubject } from "@/lib/reports/subject";
import type { Query } from "../../../_page/address";
import { expiries } from "../../../_share/expiries";
import { ShareForm } from "../../../_share/share-form";
import { chosenIn, newLinkAddress, placesToShare, targetIn } from "../../../_share/target";

export const metadata: Metadata = { title: "New share link" };

/** A new link, and below it what its holder would read: read with a holder's rights, not with the customer's. */
export default async function NewLinkPage({ searchParams }: { searchParams: Query }) {
  const customer = await requireCustomer();
  const query = await searchParams;
  const target = targetIn(query);
  const places = target && placesToShare(target);
  if (!can(customer.role, "share") || !target || places === undefined) notFound();
  const { organisationId } = customer;
  const { scope, of } = target;
  // Whatever the address names, it is looked for with the customer's own rights first.
  const subject = await asActor(
    customer,
    async (tx) => {
      if (of === null) return loadSubject(tx, await scopeOfOrganisation(tx, organisationId));
      const found = await (scope === "batch" ? scopeOfBatch(tx, of) : scopeOfOrder(tx, of));
      return loadSubject(tx, found);
    },
    { readOnly: true },
  ).catch(unlessMissing);
  const actor: StakeholderActor = {
    kind: "stakeholder",
    organisationId,
    linkId: `preview-${subject.scope.id}`,
    scope,
    subjectId: scope === "organisation" ? null : subject.scope.id,
    places,
  };
  const chosen = chosenIn(query);
  const shared = await readShared({ actor, shows: chosen.shows });
  const { style } = shared;
  return (
    <>
      <Crumbs
        crumbs={[
          { label: "Settings", href: "/settings" },
          { label: "Share links", href: "/settings/links" },
          { label: "New link" },
        ]}
      />
      <Section title="New link" note="Anyone with it can look, without an account. Below is what they see.">
        <ShareForm target={target} chosen={chosen} expiries={expiries(style)} previewed />
      </Section>
      <section aria-label="What the link shows" className="preview">
        <SharedView
          link={{
            actor,
            organisationName: subject.organisationName,
            shows: chosen.shows,
            allowDownloads: chosen.downloads,
            expiresAt: chosen.expires ? new Date(chosen.expires) : null,
          }}
          shared={shared}
          path={newLinkAddress(target, chosen)}
          query={query as SharedQuery}
          subscribing={
            <Section title="By e-mail" note="The weekly summary of this page.">
              <div inert>
                <SubscribeForm token="" />
              </div>
            </Section>
          }
        />
      </section>
    </>
  );
}

function unlessMissing(error: unknown): never {
  if (error instanceof Refusal && error.code === "not_found") notFound();
  throw error;
}
