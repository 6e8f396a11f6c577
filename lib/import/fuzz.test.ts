import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import * as XLSX from "xlsx";
import { check } from "./check";
import { recogniseColumns } from "./columns";
import { decode } from "./decode";
import { faultsFile } from "./faults-file";
import { parseTable, type TableSource } from "./parse-table";
import { readTable } from "./read-table";
import { templateXlsx } from "./template";
import { CannotRead } from "./unreadable";

vi.setConfig({ testTimeout: 120_000 });

const folder = new URL("./fixtures/", import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => /\.(csv|txt)$/.test(name))
  .map((name) => readFileSync(new URL(name, folder)));

function byOthers(bytes: Buffer): Buffer {
  const book = XLSX.read(decode(bytes).text, { type: "string", raw: true });
  return XLSX.write(book, {
    type: "buffer",
    bookType: "xlsx",
    bookSST: true,
    compression: bytes.length % 2 === 0,
  });
}
const workbooks = [...texts.map(byOthers), Buffer.from(await new Response(templateXlsx()).arrayBuffer())];

type Damage = { at: number; kind: "cut" | "byte" | "insert" | "repeat" | "swap"; bytes: Uint8Array };

const damage = fc.record<Damage>({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom("cut", "byte", "insert", "repeat", "swap"),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 12 }),
    fc
      .constantFrom('"', '""', ",", ";", "\t", "\r", "\n", "\r\n", "\0", "=", "<", "&", "PK", "\u{1F453}")
      .map((text) => Buffer.from(text)),
  ),
});

/** A file that met with an accident on its way. */
function damaged(file: Buffer, damages: readonly Damage[]): Buffer {
  let bytes = file;
  for (const { at, kind, bytes: other } of damages) {
    const i = Math.floor(at * bytes.length);
    if (kind === "cut") bytes = bytes.subarray(0, i);
    else if (kind === "insert") bytes = Buffer.concat([bytes.subarray(0, i), other, bytes.subarray(i)]);
    else if (kind === "repeat") bytes = Buffer.concat([bytes, bytes.subarray(i, i + 4096)]);
    else if (kind === "swap") bytes = Buffer.concat([bytes.subarray(i), bytes.subarray(0, i)]);
    else {
      bytes = Buffer.from(bytes);
      for (const [k, byte] of other.entries()) if (i + k < bytes.length) bytes[i + k] = byte;
    }
  }
  return bytes;
}

/** Either rows and faults that name what is wrong, or a reason and a way out; never anything else. */
async function hasAnAnswer(source: TableSource): Promise<void> {
  try {
    const table = await parseTable(source);
    const { rows, faults, ask, ready } = check(table, recogniseColumns(table.columns));
    expect(rows.length).toBeLessThanOrEqual(table.rows.length);
    for (const { problem, expected } of faults) expect(problem && expected).toBeTruthy();
    expect(ready === null).toBe(faults.length > 0 || ask.length > 0);
    expect(faultsFile(table, faults).length).toBeGreaterThan(0);
    for (const row of ready ?? []) expect(Object.values(row).join()).not.toMatch(/\0|\p{Cs}/u);
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error;
    expect(error.why.problem && error.why.remedy).toBeTruthy();
  }
}

const damages = fc.array(damage, { minLength: 1, maxLength: 4 });

test("hundreds of damaged text files: always rows, faults or a reason", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...texts), damages, (file, how) =>
      hasAnAnswer({ kind: "file", bytes: damaged(file, how) }),
    ),
    { numRuns: 300 },
  );
});

test("hundreds of damaged workbooks: always rows, faults or a reason", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...workbooks), damages, (file, how) =>
      hasAnAnswer({ kind: "file", bytes: damaged(file, how) }),
    ),
    { numRuns: 300 },
  );
});

test("hundreds of workbooks whose sheet was damaged before it was packed: always rows, faults or a reason", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...workbooks), fc.nat(), damages, async (file, which, how) => {
      const archive = XLSX.CFB.read(file, { type: "buffer" });
      const paths: string[] = archive.FullPaths.filter((path: string) => /\.(xml|rels)$/.test(path));
      const part = XLSX.CFB.find(archive, paths[which % paths.length]);
      part.content = damaged(Buffer.from(part.content), how);
      part.size = part.content.length;
      const bytes: Buffer = XLSX.CFB.write(archive, { type: "buffer", fileType: "zip", compression: true });
      await hasAnAnswer({ kind: "file", bytes });
    }),
    { numRuns: 300 },
  );
});

test("hundreds of pasted texts of any characters: always rows, faults or a reason", async () => {
  const piece = fc.oneof(
    fc.constantFrom('"', ",", ";", "\t", "\n", "\r", "SKU", "Brand", "A1", "\0", "\ud800"),
    fc.string({ unit: "binary" }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), (pieces) =>
      hasAnAnswer({ kind: "pasted", text: pieces.join("") }),
    ),
    { numRuns: 300 },
  );
});

test("what is not a table at all has its reason from the thread that reads it, too", async () => {
  const bytes = damaged(workbooks[0]!, [{ at: 0.5, kind: "cut", bytes: new Uint8Array(1) }]);
  expect(await readTable({ kind: "file", bytes })).toMatchObject({
    ok: false,
    why: { code: "damaged-workbook" },
  });
  expect(await readTable({ kind: "file", bytes: new Uint8Array(0) })).toMatchObject({
    ok: false,
    why: { code: "empty" },
  });
  expect(await readTable({ kind: "file", bytes: Buffer.alloc(20 * 1024 * 1024 + 1, "A\n") })).toMatchObject({
    ok: false,
    why: { code: "too-large", problem: "It is 20.1 MB large; at most 20 MB can come in at once." },
  });
});
