import type { MailHead } from "@/lib/events/queue-mail";
import { BUCKET_LABELS, type Bucket } from "@/lib/lifecycle/states";

/** Fills of the bar for light and dark (components/ui/css/tokens.css), in its order. */
const FILLS: readonly [bucket: Bucket, light: string, dark: string][] = [
  ["validated", "#06424a", "#93dde2"],
  ["ready", "#2f949f", "#22737e"],
  ["production", "#3a3732", "#d8d1c4"],
  ["hold", "#bd8014", "#8f6010"],
  ["attention", "#7f0f1d", "#ffb3aa"],
];

/** For the one style sheet of a mail: the fills in the dark. */
export const HEAD_IN_DARK = FILLS.map(
  ([bucket, , dark]) => `.b-${bucket}{background:${dark}!important}.k-${bucket}{color:${dark}!important}`,
).join("");

const shown = ({ buckets }: MailHead) => FILLS.filter(([bucket]) => buckets[bucket] > 0);
const share = ({ percent }: MailHead) => (percent === null ? "–" : `${percent}%`);

/** What it is, how far it is, and how many stand where, in three lines. */
export function headText(head: MailHead): string {
  const counts = shown(head).map(([bucket]) => `${BUCKET_LABELS[bucket]} ${head.buckets[bucket]}`);
  return [head.name, `${share(head)} ${head.caption}`, counts.join(" · ")].filter(Boolean).join("\n");
}

/** The same with the figure large and the bar that every page has. `safe` makes words harmless in HTML. */
export function headHtml(head: MailHead, safe: (words: string) => string): string {
  const parts = shown(head);
  const all = parts.reduce((sum, [bucket]) => sum + head.buckets[bucket], 0);
  const cells = parts.map(([bucket, light], at) => {
    const width = `${((head.buckets[bucket] * 100) / all).toFixed(2)}%`;
    const gap = at === 0 ? "" : `<td width="2" style="width:2px;font-size:0;line-height:0">&nbsp;</td>`;
    return `${gap}<td class="b-${bucket}" width="${width}" height="14" style="width:${width};height:14px;background:${light};font-size:0;line-height:0">&nbsp;</td>`;
  });
  const key = parts.map(
    ([bucket, light]) =>
      `<span style="white-space:nowrap;margin-right:14px"><span class="k-${bucket}" style="color:${light}" aria-hidden="true">&#9632;</span> ${BUCKET_LABELS[bucket]} <strong>${head.buckets[bucket]}</strong></span>`,
  );
  const bar = `<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" style="margin:0 0 10px"><tr>${cells.join("")}</tr></table>
<p style="margin:0 0 24px;font-size:13px;line-height:22px">${key.join(" ")}</p>`;
  return `<h1 style="margin:0 0 8px;font-size:22px;line-height:28px;font-weight:600">${safe(head.name)}</h1>
<p style="margin:0 0 14px;line-height:48px"><strong style="font-size:44px;letter-spacing:-1px">${share(head)}</strong> ${safe(head.caption)}</p>
${parts.length > 0 ? bar : ""}`;
}
