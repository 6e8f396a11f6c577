import { currencyDigits } from "./money";
import { xmlText } from "./xml-text";

/** Positions in the workbook's list of cell styles. */
export const style = {
  head: 1,
  text: 2,
  wrapped: 3,
  integer: 4,
  decimal: 5,
  percent: 6,
  date: 7,
  datetime: 8,
  label: 9,
};

const fixed = `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
${[3, 164, 9, 165, 166].map((format) => numeric(format)).join("\n")}
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>`;
const fixedCount = 10;
const fixedFormats = ["#,##0.0##", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"];

function numeric(format: number): string {
  return `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>`;
}

/** The styles of one workbook: the fixed ones and, as amounts come by, one number format for each currency. */
export class WorkbookStyles {
  readonly #currencies = new Map<string, number>();

  /** The style for amounts in `currency`: its decimals, grouped, its code behind. @throws UnwritableValue */
  money(currency: string, header: string): number {
    const known = this.#currencies.get(currency);
    if (known !== undefined) return known;
    currencyDigits(currency, header);
    const position = fixedCount + this.#currencies.size;
    this.#currencies.set(currency, position);
    return position;
  }

  /** `xl/styles.xml`, complete once all sheets are written. */
  xml(): string {
    const currencies = [...this.#currencies.keys()];
    const formats = [...fixedFormats, ...currencies.map(moneyFormat)];
    const formatXml = formats.map(
      (code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${xmlText(code)}"/>`,
    );
    const moneyXml = currencies.map((_, i) => numeric(164 + fixedFormats.length + i));
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${formats.length}">${formatXml.join("")}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${fixedCount + currencies.length}">${fixed}${moneyXml.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  }
}

function moneyFormat(currency: string): string {
  const digits = currencyDigits(currency, "");
  return `#,##0${digits === 0 ? "" : `.${"0".repeat(digits)}`} "${currency}"`;
}
