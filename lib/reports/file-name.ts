import { REPORT_WORDS, type ReportFormat, type ReportType } from "./report";

/** Characters that one system or another refuses in a file's name, and those that cannot be seen. */
const unsafe = /[<>:"/\\|?*]|\p{Cc}|\p{Cf}|\p{Cs}/gu;
/** Bytes of the subject's part, so that the whole name fits a file system's 255. */
const longest = 180;

/** "Nike Collection 2024, Summary Report, 2024-12-03.xlsx": safe on every system, its letters kept. */
export function reportFileName(
  subject: string,
  type: ReportType,
  format: ReportFormat,
  isoDay: string,
): string {
  return fileName(subject, REPORT_WORDS[type].title, format, isoDay);
}

/** The same for a file of another kind; `what` names the kind, as in "Catalogue". */
export function fileName(subject: string, what: string, ending: string, isoDay: string): string {
  const plain = subject
    .normalize("NFC")
    .replace(unsafe, " ")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+/, "");
  const name = cut(plain).replace(/[. ]+$/, "") || "Report";
  return `${name}, ${what}, ${isoDay}.${ending}`;
}

function cut(text: string): string {
  let bytes = 0;
  let kept = "";
  for (const letter of text) {
    bytes += Buffer.byteLength(letter);
    if (bytes > longest) break;
    kept += letter;
  }
  return kept;
}

/** A `Content-Disposition` that names the file in UTF-8 (RFC 6266), with an ASCII name for old readers. */
export function asAttachment(fileName: string): string {
  const plain = fileName
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
