import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Story } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { addTestPeople, newTestPeople } from "@/db/testing/people";
import { asActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { remindOfExpiry } from "@/lib/notifications/remind-expiry";
import { tellNews } from "@/lib/notifications/tell-news";
import { findQuote } from "./find-quote";
import { readPriceLists, setPriceList } from "./price-list";
import { openQuoteFile } from "./quote-file";
import { previewQuote, type SendQuoteInput, sendQuote } from "./send-quote";

let db: TestDatabase;
let variants: string[];
const folder = mkdtempSync(join(tmpdir(), "framewatch-quotes-"));
const before = process.env.FRAMEWATCH_DATA;
const now = new Date("2026-03-18T11:00:00Z");
const validUntil = new Date("2026-03-27T17:00:00Z");
const people = newTestPeople();
const { nike, lumen, staff } = people;
const system = { kind: "system", job: "test" } as const;

beforeAll(async () => {
  process.env.FRAMEWATCH_DATA = folder;
  db = await createTestDatabase();
  await addTestPeople(people);
  await asActor(system, async (tx) => {
    await tx.execute(sql`insert into memberships (organisation_id, user_id, role)
      values (${nike.organisationId}, ${nike.userId}, 'customer_admin')`);
  });
  const story = new Story(now, nike.organisationId, nike, staff);
  const lines = [1, 2, 3].map((i) => ({ sku: `S-${i}`, brand: "Nike", product: "P", batch: "East" }));
  variants = [...(await story.order(lines, 5)).values()];
  await story.play(variants, [
    { event: "confirmFeasibility", ago: 4 },
    { event: "requestQuote", ago: 3, reason: "Special work" },
  ]);
});
afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
  if (before === undefined) delete process.env.FRAMEWATCH_DATA;
  else process.env.FRAMEWATCH_DATA = before;
});

const pdf = { name: "Terms.pdf", content: Buffer.from("%PDF-1.4\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n") };
const input = (): SendQuoteInput => ({
  lines: variants.map((variantId) => ({ variantId, price: 120_00 })),
  currency: "EUR",
  validUntil,
  note: "With the new hinge",
  taxNote: "plus 19% VAT",
});
const everything = () =>
  asActor(system, async (tx) => {
    const [row] = await tx.execute<{ all: string }>(sql`
      select concat_ws(' ', (select count(*) from quotes), (select count(*) from quote_versions), (select count(*) from quote_lines),
        (select count(*) from transitions), (select count(*) from outbox), (select count(*) from untold_news),
        (select string_agg(place, ',' order by sku) from variants), (select string_agg(name || last, ',') from number_series)) as all`);
    return row?.all;
  });
const bare = ({ sentAt: _, id: __, ...version }: { sentAt: Date; id: string }) => version;

test("a preview is what the customer then reads, and leaves nothing behind", async () => {
  const untouched = await everything();
  const shown = await previewQuote(staff, input(), now, {
    file: pdf,
    read: (tx, { organisationId, quoteId }) => findQuote(tx, organisationId, quoteId),
  });
  expect(await everything()).toBe(untouched);
  const sent = await sendQuote(staff, input(), now, pdf);
  const read = await asActor(nike, (tx) => findQuote(tx, nike.organisationId, sent.quoteId));
  expect(shown?.versions.map(bare)).toEqual(read?.versions.map(bare));
  expect(shown?.number).toBe(read?.number);
  expect(read?.versions[0]).toMatchObject({
    note: "With the new hinge",
    taxNote: "plus 19% VAT",
    attachment: { name: "Terms.pdf", size: pdf.content.length },
  });
  const refused = previewQuote(staff, input(), now, { file: null, read: async () => "shown" });
  await expect(refused).rejects.toThrow("S-1");
});

test("its PDF is found by its organisation and the producer alone, and stands as it was sent", async () => {
  const [version] = await asActor(staff, (tx) =>
    tx.execute<{ quoteId: string; quoteVersionId: string }>(
      sql`select quote_id as "quoteId", id as "quoteVersionId" from quote_versions`,
    ),
  );
  if (!version) throw new Error("Nothing was sent.");
  for (const actor of [nike, staff])
    expect((await openQuoteFile(actor, version)).content).toEqual(pdf.content);
  await expect(openQuoteFile(lumen, version)).rejects.toMatchObject({ code: "not_found" });
  await expect(openQuoteFile(nike, { ...version, quoteId: newId() })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(
    asActor(staff, (tx) => tx.execute(sql`update quote_versions set attachment = null`)),
  ).rejects.toMatchObject({ cause: { code: "42501" } });
});

test.each([
  [
    "a page that says it is a PDF",
    "<html><script>alert(1)</script></html>",
    "is no PDF, whatever its name says",
  ],
  ["a ZIP", "PK\x03\x04", "is no PDF"],
  ["half a PDF", "%PDF-1.7\n1 0 obj", "is a PDF without its end"],
  ["11 MB", `%PDF-1.7${" ".repeat(11 * 1024 * 1024)}`, "has 12 MB; a PDF may have 10 MB"],
])(
  "what goes with a quote is a whole PDF: %s is refused by name and nothing is sent",
  async (_, text, words) => {
    const untouched = await everything();
    const content = Buffer.from(text, "latin1");
    await expect(sendQuote(staff, input(), now, { name: "offer.pdf", content })).rejects.toThrow(
      `offer.pdf ${words}`,
    );
    expect(await everything()).toBe(untouched);
  },
);

test("price lists are set as a whole, for the producer alone to read, and of the right organisation", async () => {
  const cell = (complexity: "simple" | "standard", customised: boolean, price: number) => ({
    complexity,
    customised,
    price,
  });
  const ofNike = { organisationId: nike.organisationId, currency: "EUR" };
  await setPriceList(
    staff,
    { ...ofNike, prices: [cell("simple", false, 80_00), cell("simple", true, 9)] },
    now,
  );
  await setPriceList(staff, { ...ofNike, prices: [cell("standard", false, 120_00)] }, now);
  const lists = await asActor(staff, (tx) => readPriceLists(tx));
  expect(lists).toMatchObject([
    { organisation: { name: "Nike" }, brand: null, prices: [cell("standard", false, 120_00)] },
  ]);
  expect(await asActor(nike, (tx) => readPriceLists(tx))).toEqual([]);
  expect(() => setPriceList(nike, { ...ofNike, prices: [] }, now)).toThrow("may not");
  const [brand] = await asActor(staff, (tx) => tx.execute<{ id: string }>(sql`select id from brands`));
  const foreign = { organisationId: lumen.organisationId, brandId: brand?.id, currency: "EUR", prices: [] };
  await expect(setPriceList(staff, foreign, now)).rejects.toThrow("brand was not found");
});

test("whoever may decide is reminded once, two business days before the quote expires, and not once it has expired", async () => {
  await tellNews(now);
  const words = () =>
    asActor(nike, async (tx) => {
      const rows = await tx.execute<{ words: string }>(
        sql`select data ->> 'words' as words from notifications where data ->> 'reminder' = 'true'`,
      );
      return rows.map((row) => row.words);
    });
  await remindOfExpiry(new Date("2026-03-25T15:00:00Z"));
  expect(await words()).toEqual([]);
  const due = new Date("2026-03-26T09:00:00Z");
  await Promise.all([remindOfExpiry(due), remindOfExpiry(due)]);
  await remindOfExpiry(new Date("2026-03-27T09:00:00Z"));
  expect(await words()).toEqual([
    expect.stringMatching(/^Quote Q-001 for three variants of East expires Fri,? 27 Mar 2026, /),
  ]);
  expect(await remindOfExpiry(new Date("2026-03-27T17:00:00Z"))).toBe(0);
});
