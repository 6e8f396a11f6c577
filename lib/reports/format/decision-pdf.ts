import { join } from "node:path";
import { Readable } from "node:stream";
import PDFDocument from "pdfkit";
import type { Fact } from "./columns";

const MARGIN = 56;
const LEADING = 18;
/** Of A4 in points, within the margins. */
const WIDTH = 595 - 2 * MARGIN;
const BOTTOM = 842 - MARGIN - 24;

/** Its fonts hold Latin, Greek and Cyrillic letters, as SKUs and names do; the built-in ones of PDF hold Latin alone. */
function fonts(): { plain: string; bold: string } {
  // Not through `require.resolve`: the build makes a number of its answer. `next.config.js` packs the folder.
  const folder = join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf");
  return { plain: join(folder, "DejaVuSans.ttf"), bold: join(folder, "DejaVuSans-Bold.ttf") };
}

/** A document of facts and priced lines on A4 pages: the lines' head on each, pages numbered. Streamed as it is drawn. */
export function decisionPdf({
  title,
  facts,
  lines,
}: {
  title: string;
  facts: readonly Fact[];
  lines: readonly { sku: string; decision: string; price: string }[];
}): ReadableStream<Uint8Array> {
  const document = new PDFDocument({
    size: "A4",
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    bufferPages: true,
    info: { Title: title, Creator: "Framewatch" },
  });
  const { plain, bold } = fonts();
  document.registerFont("plain", plain).registerFont("bold", bold);
  document.font("bold").fontSize(17).text(title, { width: WIDTH }).moveDown(0.8);
  document.fontSize(9.5);
  for (const { label, value } of facts) {
    const top = document.y;
    document.font("plain").fillColor("#57524a").text(label, MARGIN, top, { width: 110 });
    document.fillColor("#1c1a17").text(value, MARGIN + 120, top, { width: WIDTH - 120 });
    document.moveDown(0.4);
  }
  drawHead(document, document.y + LEADING);
  for (const line of lines) {
    if (document.y > BOTTOM - LEADING) {
      document.addPage();
      drawHead(document, MARGIN);
    }
    drawRow(document, [line.sku, line.decision, line.price]);
  }
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    document.font("plain").fontSize(8).fillColor("#57524a");
    document.text(`${title} · page ${page + 1} of ${count}`, MARGIN, 842 - MARGIN, {
      width: WIDTH,
      lineBreak: false,
    });
  }
  document.end();
  return Readable.toWeb(document as unknown as Readable) as ReadableStream<Uint8Array>;
}

function drawHead(document: PDFKit.PDFDocument, top: number): void {
  document.y = top;
  document.font("bold");
  drawRow(document, ["SKU", "Decision", "Price, net"]);
  document.font("plain");
}

function drawRow(document: PDFKit.PDFDocument, [sku, decision, price]: [string, string, string]): void {
  const top = document.y;
  const one = { lineBreak: false, ellipsis: true } as const;
  document.fontSize(9.5).fillColor("#1c1a17");
  document.text(sku, MARGIN, top, { ...one, width: 250, height: LEADING });
  document.text(decision, MARGIN + 260, top, { ...one, width: 110 });
  document.text(price, MARGIN + 370, top, { ...one, width: WIDTH - 370, align: "right" });
  document
    .moveTo(MARGIN, top + LEADING - 4)
    .lineTo(MARGIN + WIDTH, top + LEADING - 4)
    .lineWidth(0.4)
    .strokeColor("#c9c2b4")
    .stroke();
  document.y = top + LEADING;
}
