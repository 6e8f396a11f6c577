import { HEAD_IN_DARK, headHtml, headText } from "./mail-head";
import type { MailText } from "./templates";

/** A mail ready to be sent: the same words as plain text and as HTML that follows the reader's light or dark. */
export interface DressedMail {
  subject: string;
  text: string;
  html: string;
}

/**
 * Puts a mail's words and its link into plain text and simple HTML. `link` is shown as it is, so it must be safe to;
 * `stop` is where its reader can stop mails like it.
 */
export function dressMail(mail: MailText, link: string | null, stop: string | null = null): DressedMail {
  const { subject } = mail;
  const action = mail.button && link ? { label: mail.button, link } : null;
  const text = [
    ...(mail.head ? [headText(mail.head)] : []),
    ...mail.paragraphs,
    ...(mail.sections ?? []).map(({ title, lines }) =>
      [title, ...lines.map((line) => `- ${line}`)].join("\n"),
    ),
    ...(action ? [`${action.label}:\n${action.link}`] : []),
    ...(mail.note ? [mail.note] : []),
    ...(stop ? [`${stopWords}:\n${stop}`] : []),
    "Framewatch",
  ].join("\n\n");
  return { subject, text: `${text}\n`, html: page(subject, mail, action, stop) };
}

const stopWords = "No longer want mails like this? Stop them";
const quiet = "margin:0 0 16px;font-size:13px;color:#57524a";

// Mail programs strip most of CSS: a media query for dark, everything else written on the element.
function page(
  subject: string,
  mail: MailText,
  action: { label: string; link: string } | null,
  stop: string | null,
): string {
  const paragraphs = mail.head ? [headHtml(mail.head, safe)] : [];
  paragraphs.push(...mail.paragraphs.map((words) => `<p style="margin:0 0 16px">${safe(words)}</p>`));
  for (const { title, lines } of mail.sections ?? []) {
    const items = lines.map((line) => `<li style="margin:0 0 6px">${safe(line)}</li>`).join("");
    paragraphs.push(
      `<h2 style="margin:24px 0 8px;font-size:16px">${safe(title)}</h2><ul style="margin:0 0 16px;padding-left:20px">${items}</ul>`,
    );
  }
  if (action)
    paragraphs.push(
      `<p style="margin:24px 0"><a class="go" href="${safe(action.link)}" style="display:inline-block;padding:10px 18px;border-radius:2px;background:#2140c4;color:#ffffff;font-weight:600;text-decoration:none">${safe(action.label)}</a></p>`,
      `<p class="quiet" style="${quiet};word-break:break-all">${safe(action.link)}</p>`,
    );
  if (mail.note) paragraphs.push(`<p class="quiet" style="${quiet}">${safe(mail.note)}</p>`);
  if (stop)
    paragraphs.push(
      `<p class="quiet" style="${quiet}"><a class="quiet" href="${safe(stop)}" style="color:#57524a">${stopWords}</a></p>`,
    );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${safe(subject)}</title>
<style>@media (prefers-color-scheme: dark){body{background:#171512!important;color:#f1ece2!important}.quiet{color:#b9b1a3!important}.go{background:#9db2ff!important;color:#10142b!important}${mail.head ? HEAD_IN_DARK : ""}}</style></head>
<body style="margin:0;padding:32px 20px;background:#f6f3ec;color:#1c1a17;font:16px/24px Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto"><p style="margin:0 0 24px;font-weight:700">Framewatch</p>
${paragraphs.join("\n")}
</div></body></html>
`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const safe = (words: string) => words.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
