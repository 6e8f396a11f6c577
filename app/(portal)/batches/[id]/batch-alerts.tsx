import { AlertStrip } from "@/components/production/alerts";
import { Link } from "@/components/ui/link";
import type { Alert } from "@/lib/alerts/alert";
import { isAwake } from "@/lib/alerts/count-alerts";
import { alertWords } from "@/lib/alerts/words";
import type { Outlook } from "@/lib/batches/outlook";
import { approvalSentences } from "@/lib/batches/outlook-words";
import { capital, counted } from "@/lib/words/counts";
import type { Reading } from "../../_page/read";
import { AlertActions } from "../../_parts/alert-actions";

const SHOWN = 3;

/** The alerts of a batch, most urgent first. A flag that blocks nothing is a mark in its row, no alert of the page. */
export function BatchAlerts({
  alerts,
  outlook,
  batchId,
  given,
}: {
  alerts: Alert[];
  outlook: Outlook;
  batchId: string;
  given: Omit<Reading, "tx">;
}) {
  const pressing = alerts.filter((alert) => isAwake(alert) && (alert.kind !== "quality" || alert.blocking));
  const snoozed = alerts.filter((alert) => !isAwake(alert)).length;
  const primary = pressing.findIndex(({ kind }) => kind === "blocked");
  return (
    <>
      {pressing.slice(0, SHOWN).map((alert, index) => {
        const words = alertWords(alert, { ...given, details: true });
        const quote = alert.kind === "blocked" && alert.cause === "quote";
        return (
          <AlertStrip
            key={alert.key}
            kind={alert.kind}
            title={words.title}
            actions={<AlertActions alert={alert} actor={given.actor} primary={index === primary} full />}
          >
            {words.detail} {quote ? approvalSentences(outlook, given.calendar, given.now) : null}
            {alert.kind === "delay" || alert.kind === "error" ? words.advice : null}
          </AlertStrip>
        );
      })}
      {pressing.length > SHOWN ? (
        <p className="small more-alerts">
          <Link href={`/alerts?batch=${batchId}`}>See all {pressing.length} alerts of this batch</Link>
        </p>
      ) : null}
      {snoozed > 0 ? (
        <p className="small more-alerts">
          <Link href={`/alerts?batch=${batchId}&show=snoozed`}>
            {capital(counted(snoozed, "snoozed alert"))}
          </Link>
        </p>
      ) : null}
    </>
  );
}
