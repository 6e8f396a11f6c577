import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { ConfirmReason } from "@/components/ui/confirm-reason";
import { DataTable } from "@/components/ui/data-table";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { asActor } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import { requireProducer } from "@/lib/auth/current-actor";
import { formatInstant } from "@/lib/calendar/format";
import { isUndoable } from "@/lib/lifecycle/events";
import { listOperations } from "@/lib/variants/list-operations";
import { operationResult } from "@/lib/variants/operation-result";
import { rulesInForce } from "@/lib/variants/rules";
import { undoForm } from "../actions";
import { nameOf } from "../operation-name";

export const metadata: Metadata = { title: "Operation" };

const MINUTES = 10;

export default async function OperationPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireProducer();
  const { id } = await params;
  if (!isId(id)) notFound();
  const [[operation], zone] = await asActor(
    actor,
    async (tx) =>
      Promise.all([
        listOperations(tx, actor.userId, id),
        rulesInForce(tx).then((rules) => rules.calendar.zone),
      ]),
    { readOnly: true },
  );
  if (!operation) notFound();
  const { refused, refusedTotal } = await operationResult(actor, id);
  const fresh = operation.mine && Date.now() - operation.at.getTime() < MINUTES * 60_000;
  const undoable = operation.kind === "event" && operation.event !== null && isUndoable(operation.event);
  const mayUndo = undoable && !operation.undoneBy && operation.moved > 0 && (fresh || actor.kind === "admin");
  return (
    <>
      <Crumbs crumbs={[{ label: "Operations", href: "/ops/operations" }, { label: nameOf(operation) }]} />
      <PageTitle
        title={`${nameOf(operation)}: ${count(operation.moved)} moved${refusedTotal > 0 ? `, ${count(refusedTotal)} refused` : ""}.`}
        sub={`${operation.by ?? "The system"}, ${formatInstant(operation.at, { zone })}. ${operation.organisations.join(", ")}.`}
        actions={
          mayUndo ? (
            <ConfirmReason
              trigger="Undo…"
              title="Take it back as one?"
              action={undoForm}
              submit="Undo the operation"
              reasonLabel="Reason"
              reasonOptional={fresh}
              hidden={{ operationId: id }}
            >
              <p>Every variant goes back over this step, unless something else has happened to it since.</p>
            </ConfirmReason>
          ) : null
        }
      />
      {operation.undoneBy ? (
        <p className="result">
          It was taken back by <Link href={`/ops/operations/${operation.undoneBy}`}>another operation</Link>.
        </p>
      ) : null}
      {undoable && !mayUndo && !operation.undoneBy ? (
        <p className="quiet">
          Whoever sent it can undo it within {MINUTES} minutes; an administrator later, with a reason.
        </p>
      ) : null}
      <Section title="What was not moved" layout="stack">
        {refusedTotal === 0 ? (
          <p className="quiet">Everything was moved.</p>
        ) : (
          <DataTable
            caption="Variants that were refused"
            wrap
            columns={[{ label: "SKU", width: 160, tn: true }, { label: "Why" }]}
          >
            <tbody>
              {refused.map(({ variantId, sku, message }) => (
                <tr key={variantId}>
                  <td>
                    <Link className="id" href={`/ops/variants/${variantId}`}>
                      {sku}
                    </Link>
                  </td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        )}
      </Section>
    </>
  );
}
