import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AboutTicket } from "@/app/_tickets/about-ticket";
import { TicketForm } from "@/app/_tickets/ticket-form";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { isId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { alertContext } from "@/lib/alerts/ticket-for-alert";
import { resolveAbout, type TicketAbout } from "@/lib/support/about";
import { FEEDBACK_CODES } from "@/lib/support/ticket";
import { one, type Query } from "../../_page/address";
import { type Reading, reading } from "../../_page/read";

export const metadata: Metadata = { title: "Write to support" };

const CODES = Object.entries(FEEDBACK_CODES).map(([value, label]) => ({ value, label }));

/** What the address names, resolved from ids; unknown ids and other tenants' are not found. */
async function load({ tx, actor, organisationId, now }: Reading, query: Awaited<Query>) {
  const key = one(query, "alert");
  const alert = key ? await alertContext(tx, organisationId, key, now) : null;
  if (key && !alert) return null;
  const [batchId, orderId, variant] = ["batch", "order", "variant"].map((name) => one(query, name));
  if ([batchId, orderId, variant].some((id) => id !== undefined && !isId(id))) return null;
  const about = await resolveAbout(
    tx,
    actor,
    alert ?? { batchId, orderId, variantIds: variant ? [variant] : [] },
  ).catch(() => null);
  return about && { about, alert };
}

export default async function NewTicketPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const { loaded, actor } = await reading(async ({ tx, ...rest }) => ({
    ...rest,
    loaded: await load({ tx, ...rest }, query),
  }));
  if (!loaded || !can(actor.role, "openTicket")) notFound();
  const { about, alert } = loaded;
  const feedback = one(query, "kind") === "feedback" && about.batch !== null && !alert;
  const nothing = !about.batch && !about.order && about.variants.length === 0;
  return (
    <>
      <Crumbs crumbs={[{ label: "Support", href: "/support" }, { label: feedback ? "Feedback" : "New" }]} />
      <PageTitle
        title={feedback ? `Feedback on ${about.batch?.name}` : "Write to support"}
        sub={
          feedback
            ? "What went well, and what did not: issues, or dates that did not match."
            : "We answer here and by e-mail, usually within a business day."
        }
      />
      <div className="two">
        <Section layout="stack" title="Message">
          <TicketForm
            context={contextOf(about, alert?.key ?? null)}
            subject={subjectOf(about, alert?.title ?? null, feedback)}
            {...(feedback ? { codes: CODES } : {})}
            back={about.batch ? `/batches/${about.batch.id}` : "/support"}
          />
        </Section>
        <Section layout="stack" title="What it is about">
          {nothing ? (
            <p className="small quiet">
              Nothing in particular. From an alert, a batch, an order or a variant, “Contact support” fills
              this in.
            </p>
          ) : (
            <AboutTicket
              about={about}
              alert={alert && { title: alert.title, href: `/alerts?batch=${alert.batchId}` }}
              base=""
            />
          )}
        </Section>
      </div>
    </>
  );
}

/** Ids only: what they name is looked up again when the ticket is opened. */
function contextOf(about: TicketAbout, alertKey: string | null): Record<string, string> {
  if (alertKey) return { alertKey };
  return {
    batchId: about.batch?.id ?? "",
    orderId: about.order?.id ?? "",
    variantIds: about.variants.map(({ id }) => id).join(" "),
  };
}

/** "10 variants requiring quote approval – Nike Collection 2024, ORD-2026-00002". */
function subjectOf({ batch, order, variants }: TicketAbout, alert: string | null, feedback: boolean): string {
  const [variant] = variants;
  const where = [alert ? null : variant?.sku, batch?.name, order?.number].filter(Boolean).join(", ");
  if (feedback) return `Feedback: ${where}`.slice(0, 200);
  return (alert ? `${alert} – ${where}` : where).slice(0, 200);
}
