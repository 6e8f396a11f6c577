import type { Actor, Tx } from "@/lib/access/actor";
import { loadRulesByTime } from "@/lib/batches/plan-rules";
import { localDate } from "@/lib/calendar/business-time";
import { detailedColumns, detailedRows } from "./detailed";
import { factsOf, PROGRESS, titleOf } from "./facts";
import { reportFileName } from "./file-name";
import { type Audience, type Column, columnsFor, type Fact } from "./format/columns";
import { csvStream } from "./format/csv";
import { type Sheet, sheet } from "./format/sheet";
import { xlsxStream } from "./format/xlsx";
import { type Heading, loadHeading, loadOverview, type Overview } from "./overview";
import { type Hold, readHeld } from "./read-held";
import { readVariants } from "./read-variants";
import { readerZone } from "./reader-zone";
import { type ReportFormat, type ReportType, readerOf } from "./report";
import type { Scope } from "./scope";
import { figureColumns, figureFacts, figuresOf, productColumns } from "./summary";
import { countTimelineRows, timelineColumns, timelineRows } from "./timeline";

export interface WantedReport {
  /** Asked inside the report's transaction; throws *not found* for what the actor may not see. */
  find(tx: Tx): Promise<Scope>;
  type: ReportType;
  format: ReportFormat;
}

export interface ReportFile {
  name: string;
  mediaType: string;
  /** Read from the database while it is taken, up to some megabytes ahead; fails where the reading does. */
  body: ReadableStream<Uint8Array>;
}

/** The report as a file; or, where it has more rows than allowed, what it is of and how many. */
export type MadeReport = { file: ReportFile } | { tooLong: { scope: Scope; name: string; rows: number } };

/** What a report's file says it is. */
export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Written ahead of a slow reader, so that the transaction ends long before the download does. */
const ahead = 8 * 1024 * 1024;

/**
 * Makes a report as of `now`: everything in it is read in one transaction, in batches, so that memory stays flat. Its
 * columns are those the actor may see. `onRows` hears how many rows more were read.
 */
export function makeReport(
  actor: Actor,
  wanted: WantedReport,
  { now, most, onRows }: { now: Date; most: number; onRows?: (rows: number) => void },
): Promise<MadeReport> {
  const reader = readerOf(actor);
  return readHeld(actor, async (tx, hold) => {
    const scope = await wanted.find(tx);
    const asked = await readFor(tx, actor, wanted.type, { scope, now });
    const { heading } = asked;
    const rows = await countRows(tx, asked);
    if (rows > most) return { tooLong: { scope, name: titleOf(heading), rows } };
    const counted: Hold = (batches) => hold(onRows ? mapped(batches, told(onRows)) : batches);
    const { calendar } = heading.rules;
    const zone = await readerZone(tx, actor, calendar.zone);
    const table = await tableOf(tx, counted, asked, { reader, now, zone });
    const file = {
      name: reportFileName(titleOf(heading), wanted.type, wanted.format, localDate(calendar, now)),
      mediaType: MEDIA_TYPES[wanted.format],
      body: table[wanted.format](zone, now).pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>(
          undefined,
          undefined,
          new ByteLengthQueuingStrategy({ highWaterMark: ahead }),
        ),
      ),
    };
    return { file };
  });
}

/** Of a report: what it says of itself, and of a Summary all that it holds. */
type Asked = { type: "summary"; heading: Overview } | { type: "detailed" | "timeline"; heading: Heading };

/** Only what the report needs, since a file begins when this is read. */
async function readFor(
  tx: Tx,
  actor: Actor,
  type: ReportType,
  { scope, now }: { scope: Scope; now: Date },
): Promise<Asked> {
  if (type === "summary") return { type, heading: await loadOverview(tx, actor, scope, now) };
  return { type, heading: await loadHeading(tx, scope) };
}

async function countRows(tx: Tx, { type, heading }: Asked): Promise<number> {
  switch (type) {
    case "summary":
      return heading.products.length;
    case "detailed":
      return heading.progress.all;
    case "timeline":
      return (await Promise.all(heading.parts.map((part) => countTimelineRows(tx, part)))).reduce(
        (sum, n) => sum + n,
        0,
      );
  }
}

/** A report before its format is chosen. */
interface Table {
  csv(zone: string, now: Date): ReadableStream<Uint8Array>;
  xlsx(zone: string, now: Date): ReadableStream<Uint8Array>;
}

interface Given {
  reader: Audience;
  now: Date;
  zone: string;
}

async function tableOf(tx: Tx, hold: Hold, { type, heading }: Asked, given: Given): Promise<Table> {
  const { reader, now, zone } = given;
  const facts = factsOf(type, heading, { now, zone });
  const wanted = { personal: reader !== "everyone" };
  switch (type) {
    case "summary": {
      const figures = figuresOf(heading);
      const front = sheet({
        name: "Summary",
        columns: columnsFor(figureColumns, reader),
        rows: once(figures),
      });
      return table({
        name: "Products",
        columns: columnsFor(productColumns, reader),
        rows: once(heading.products),
        facts,
        csvFacts: [...facts.filter(({ label }) => label !== PROGRESS), ...figureFacts(figures, reader)],
        front: [front],
      });
    }
    case "detailed": {
      const rowsOf = detailedRows(heading.rules, reader, now);
      const rows = meanwhile(
        hold(
          chained(heading.parts, (part) =>
            mapped(readVariants(tx, part, wanted), async (batch) => rowsOf(batch)),
          ),
        ),
      );
      return table({ name: "Variants", columns: columnsFor(detailedColumns, reader), rows, facts });
    }
    case "timeline": {
      const at = await loadRulesByTime(tx);
      const given = { current: heading.rules, at, now };
      const rows = meanwhile(
        hold(
          chained(heading.parts, (part) =>
            mapped(readVariants(tx, part, wanted), timelineRows(tx, part, given)),
          ),
        ),
      );
      return table({ name: "Timeline", columns: columnsFor(timelineColumns, reader), rows, facts });
    }
  }
}

function table<Row>(of: {
  name: string;
  columns: Column<Row>[];
  rows: AsyncIterable<readonly Row[]>;
  facts: Fact[];
  /** In front of a CSV, which has no second sheet. */
  csvFacts?: Fact[];
  /** Sheets before this one. */
  front?: Sheet[];
}): Table {
  const { name, columns, rows, facts, csvFacts = facts, front = [] } = of;
  return {
    csv: (zone) => csvStream({ facts: csvFacts, columns, rows, zone }),
    xlsx: (zone, generatedAt) =>
      xlsxStream({ sheets: [...front, sheet({ name, columns, rows })], facts, zone, generatedAt }),
  };
}

async function* once<Row>(rows: Row[]): AsyncGenerator<Row[], void> {
  yield rows;
}

async function* mapped<From, To>(
  batches: AsyncIterable<From[]>,
  map: (batch: From[]) => Promise<To[]>,
): AsyncGenerator<To[], void> {
  for await (const batch of batches) yield map(batch);
}

async function* chained<Row>(
  parts: readonly Scope[],
  rowsOf: (part: Scope) => AsyncIterable<Row[]>,
): AsyncGenerator<Row[], void> {
  for (const part of parts) yield* rowsOf(part);
}

/** Reads and reckons a batch while the one before is compressed, which another thread does. */
async function* meanwhile<Row>(batches: AsyncGenerator<Row[], void>): AsyncGenerator<Row[], void> {
  const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));
  try {
    for (let next = batches.next(); ; ) {
      const { value, done } = await next;
      if (done) return;
      next = turn().then(() => batches.next());
      // Whoever leaves hears nothing of it; whoever goes on hears it above.
      next.catch(() => {});
      yield value;
    }
  } finally {
    await batches.return();
  }
}

const told =
  <Row>(onRows: (rows: number) => void) =>
  async (batch: Row[]) => {
    onRows(batch.length);
    return batch;
  };
