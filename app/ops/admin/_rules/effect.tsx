import { DataTable } from "@/components/ui/data-table";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import type { Effect, Preview } from "@/lib/rules/preview-change";
import { effectSentences } from "./effect-words";

const COLUMNS = [
  { label: "Batch" },
  { label: "Become late", width: 120, num: true },
  { label: "Become at risk", width: 130, num: true },
  { label: "No longer late", width: 130, num: true },
  { label: "No longer at risk", width: 140, num: true },
  { label: "Reminders", width: 110, num: true },
] as const;

/** What saving would change about the open stays, in sentences and by batch. */
export function EffectOf({ preview }: { preview: Preview }) {
  const { batches, otherBatches } = preview;
  return (
    <div role="status">
      {effectSentences(preview).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {batches.length > 0 ? (
        <DataTable caption="What would change, by batch" columns={COLUMNS}>
          <tbody>
            {batches.map(({ batchId, batch, organisation, ...effect }) => (
              <tr key={batchId}>
                <td title={`${batch}, ${organisation}`}>
                  <Link href={`/ops/batches/${batchId}`}>{batch}</Link>{" "}
                  <span className="quiet">{organisation}</span>
                </td>
                <Figure label="Become late" n={effect.becomeLate} />
                <Figure label="Become at risk" n={effect.becomeAtRisk} />
                <Figure label="No longer late" n={effect.noLongerLate} />
                <Figure label="No longer at risk" n={effect.noLongerAtRisk} />
                <td data-l="Reminders">{reminders(effect)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      ) : null}
      {otherBatches > 0 ? <p className="small quiet">And {count(otherBatches)} more batches.</p> : null}
    </div>
  );
}

function Figure({ label, n }: { label: string; n: number }) {
  return <td data-l={label}>{n === 0 ? <span className="quiet">–</span> : count(n)}</td>;
}

function reminders({ becomeReminded, noLongerReminded }: Effect): string {
  const parts = [
    becomeReminded > 0 ? `+${count(becomeReminded)}` : "",
    noLongerReminded > 0 ? `−${count(noLongerReminded)}` : "",
  ];
  return parts.filter(Boolean).join(" ") || "–";
}
