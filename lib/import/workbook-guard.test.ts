import { expect, test, vi } from "vitest";
import { type ZipEntry, zip } from "@/lib/reports/format/zip";
import { readTable } from "./read-table";
import { readWorkbook } from "./workbook";

vi.setConfig({ testTimeout: 60_000 });

const types = { name: "[Content_Types].xml", text: ["<Types/>"] };
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const book = {
  name: "xl/workbook.xml",
  text: [
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`,
  ],
};
const rels = {
  name: "xl/_rels/workbook.xml.rels",
  text: [
    `<Relationships><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
};

function sheet(...text: string[]): ZipEntry {
  return { name: "xl/worksheets/sheet1.xml", text };
}

const good = sheet(
  '<worksheet><sheetData><row><c t="str"><v>SKU</v></c></row><row><c><v>7</v></c></row></sheetData></worksheet>',
);

async function archive(...entries: ZipEntry[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function* blanks(megabytes: number): Generator<string> {
  for (let i = 0; i < megabytes; i += 1) yield " ".repeat(1024 * 1024);
}

test("the smallest workbook, without addresses, styles or a list of texts, is read", async () => {
  expect((await readWorkbook(await archive(types, book, rels, good))).rows).toEqual([
    { row: 2, cells: ["7"] },
  ]);
});

test("a workbook that unpacks to more than 256 MB is refused by that name before it is unpacked", async () => {
  const bomb = await archive(types, book, rels, { name: "xl/worksheets/sheet1.xml", text: blanks(257) });
  expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
  const answer = await readTable({ kind: "file", bytes: bomb }, { seconds: 60, heapMegabytes: 64 });
  expect(answer).toMatchObject({ ok: false, why: { code: "unpacks-too-large" } });
  expect(!answer.ok && answer.why.problem).toMatch(
    /^The Excel file unpacks to 257.1 MB; at most 256 MB is read\.$/,
  );
});

test("a part that unpacks to more than it declares is refused, however small it says it is", async () => {
  const bomb = await archive(types, book, rels, { name: "xl/worksheets/sheet1.xml", text: blanks(4) });
  const at = bomb.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), bomb.length - 1000);
  const name = bomb.indexOf("xl/worksheets/sheet1.xml", at);
  bomb.writeUInt32LE(1000, name - 46 + 24);
  const answer = await readTable({ kind: "file", bytes: bomb }, { seconds: 60, heapMegabytes: 64 });
  expect(answer).toMatchObject({ ok: false, why: { code: "damaged-workbook" } });
  expect(!answer.ok && answer.why.problem).toContain("xl/worksheets/sheet1.xml cannot be unpacked");
});

test("a list of texts larger than what is held in memory is refused", async () => {
  const texts = { name: "xl/sharedStrings.xml", text: blanks(65) };
  const bomb = await archive(types, book, rels, good, texts);
  await expect(readWorkbook(bomb)).rejects.toThrow(
    "The texts of the Excel file unpack to 65 MB; at most 64 MB is read.",
  );
});

test("a sheet of 100 MB is read piece by piece, within little memory", async () => {
  function* rows() {
    yield '<worksheet><sheetData><row r="1"><c t="str"><v>SKU</v></c></row><row r="2"><c><v>7</v></c></row>';
    yield* blanks(100);
    yield "</sheetData></worksheet>";
  }
  const bytes = await archive(types, book, rels, { name: "xl/worksheets/sheet1.xml", text: rows() });
  const answer = await readTable({ kind: "file", bytes }, { seconds: 60, heapMegabytes: 48 });
  expect(answer).toMatchObject({ ok: true, table: { rows: [{ row: 2, cells: ["7"] }] } });
});

test("what takes more memory than a file may have is refused, and others are read meanwhile and afterwards", async () => {
  const long = `<t>${"x".repeat(1_000_000)}</t>`;
  const texts = {
    name: "xl/sharedStrings.xml",
    text: ["<sst>", ...Array(50).fill(`<si>${long}</si>`), "</sst>"],
  };
  const heavy = await archive(types, book, rels, texts, good);
  const [refused, other] = await Promise.all([
    readTable({ kind: "file", bytes: heavy }, { seconds: 60, heapMegabytes: 24 }),
    readTable({ kind: "pasted", text: "SKU\nA\n" }),
  ]);
  expect(refused).toMatchObject({ ok: false, why: { code: "too-heavy" } });
  expect(other).toMatchObject({ ok: true });
  expect(await readTable({ kind: "pasted", text: "SKU\nA\n" })).toMatchObject({ ok: true });
});

test("what takes longer than a file may take is given up", async () => {
  const answer = await readTable({ kind: "pasted", text: "SKU\nA\n" }, { seconds: 0, heapMegabytes: 64 });
  expect(answer).toMatchObject({
    ok: false,
    why: { code: "too-slow", problem: "It could not be read within 0 seconds." },
  });
});

test.each([
  [
    "thousands of parts",
    Array.from({ length: 2_001 }, (_, i) => ({ name: `p${i}`, text: [""] })),
    "has 2,001 parts; at most 2,000 are read",
  ],
  ["a part that is there twice", [types, book, rels, good, good], "is there twice"],
  ["no workbook", [types], "it has no workbook in it"],
  ["another archive", [{ name: "photo.jpg", text: ["x"] }], "This is an archive, not an Excel workbook."],
  [
    "entities of its own",
    [types, book, rels, sheet('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>')],
    "has a document type",
  ],
  [
    "an entity that is not defined",
    [types, book, rels, sheet("<worksheet>&lol;</worksheet>")],
    "is not well-formed",
  ],
  ["half a sheet", [types, book, rels, sheet("<worksheet><sheetData><row>")], "is not well-formed"],
  ["a sheet that is no text", [types, book, rels, sheet("\u0001\u0002")], "is not well-formed"],
])("an archive with %s is refused and says why", async (_, entries: ZipEntry[], problem) => {
  await expect(readWorkbook(await archive(...entries))).rejects.toThrow(problem);
});

test("a workbook with a password, or of the old kind, is refused by that name", async () => {
  const old = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(512),
  ]);
  const answer = await readTable({ kind: "file", bytes: old });
  expect(answer).toMatchObject({ ok: false, why: { code: "protected-workbook" } });
  const locked = await archive(types, book, rels, good);
  for (let at = locked.indexOf("PK\u0001\u0002"); at !== -1; at = locked.indexOf("PK\u0001\u0002", at + 1)) {
    locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8);
  }
  await expect(readWorkbook(locked)).rejects.toThrow("protected by a password");
});
