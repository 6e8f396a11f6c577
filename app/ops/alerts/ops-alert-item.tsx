import { AssignAlert } from "@/app/_alerts/assign-alert";
import { MarkButtons, type SnoozeChoice } from "@/app/_alerts/mark-buttons";
import { markWords } from "@/app/_alerts/mark-words";
import { address } from "@/app/(portal)/_page/address";
import { SendEvent } from "@/app/(portal)/_parts/event-forms";
import { Cause } from "@/components/production/alerts";
import { LinkButton } from "@/components/ui/button";
import type { Choice } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import type { Alert } from "@/lib/alerts/alert";
import { alertWords } from "@/lib/alerts/words";
import { businessDaysBetween } from "@/lib/calendar/business-time";
import { formatBusinessDuration, formatSince } from "@/lib/calendar/format";
import { capital, figure } from "@/lib/words/counts";
import type { OpsGiven } from "../_record/read";
import type { OpsAlert } from "./load-alerts";

/** One alert as the producer works on it: whose it is, why, and what can be done here. */
export function OpsAlertItem({
  item: { alert, organisation },
  staff,
  snoozes,
  given,
}: {
  item: OpsAlert;
  staff: readonly Choice[];
  snoozes: readonly SnoozeChoice[];
  given: OpsGiven;
}) {
  const words = alertWords(alert, { ...given, details: true });
  const { mark } = alert;
  const marked = { key: alert.key, organisationId: organisation.id };
  return (
    <Cause
      kind={alert.kind === "delay" && alert.late === 0 ? "risk" : alert.kind}
      title={words.sentence}
      actions={<Actions alert={alert} organisationId={organisation.id} />}
      below={
        <div className="acts marks">
          <MarkButtons
            alert={marked}
            acknowledged={mark.acknowledged !== null}
            snoozed={mark.snoozedUntil !== null}
            snoozes={snoozes}
          />
          <AssignAlert alert={marked} assigneeId={mark.assignee?.id ?? ""} staff={staff} />
        </div>
      }
    >
      <b>{organisation.name}</b>. {words.detail} {aging(alert, given)}
      <br />
      {capital(formatSince(alert.since, given.style))}; holds{" "}
      {alert.batches.map((batch, index) => (
        <span key={batch.id}>
          {index > 0 ? " and " : null}
          {figure(batch.count)} of <Link href={`/ops/batches/${batch.id}`}>{batch.name}</Link>
        </span>
      ))}
      . {markWords(mark, given.style)}
    </Cause>
  );
}

/** How long the customer has had it. */
function aging(alert: Alert, { calendar, now }: OpsGiven): string {
  if (alert.kind !== "blocked") return "";
  return `With the customer for ${formatBusinessDuration(businessDaysBetween(calendar, alert.since, now))} of working time.`;
}

/** Where the variants stand that the customer holds up. */
const PLACE_OF = { quote: "quote_sent", rejected: "quote_rejected", review: "completed" } as const;

function Actions({ alert, organisationId }: { alert: Alert; organisationId: string }) {
  const batchId = alert.batches.length === 1 ? alert.batches[0]?.id : undefined;
  const console = (state: string, more: Record<string, string> = {}) =>
    address("/ops", { state, organisationId, batchId, ...more });
  switch (alert.kind) {
    case "error":
      return (
        <>
          <SendEvent event="retry" variants={alert.variantIds.map((id) => ({ id }))}>
            {alert.count === 1 ? "Retry" : `Retry all ${alert.count}`}
          </SendEvent>
          <LinkButton href={console("error")}>Work on it</LinkButton>
        </>
      );
    case "delay":
      return <LinkButton href={console(alert.place)}>Work on it</LinkButton>;
    case "quality": {
      const [only] = alert.count === 1 ? alert.named : [];
      return only ? (
        <LinkButton href={`/ops/variants/${only.id}`}>Resolve on {only.sku}</LinkButton>
      ) : (
        <LinkButton href={`/ops/batches/${alert.batches[0]?.id}?show=flagged#variants`}>
          See the {alert.count}
        </LinkButton>
      );
    }
    case "blocked":
      return <LinkButton href={console(PLACE_OF[alert.cause])}>See the {alert.count}</LinkButton>;
  }
}
