import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { addTestPeople, newTestPeople } from "@/db/testing/people";
import { asActor } from "@/lib/access/actor";
import { placeOrder } from "@/lib/orders/place-order";
import { attachFile, openAttachment, removeAttachment } from "./attach";

let db: TestDatabase;
let variantId: string;
const folder = mkdtempSync(join(tmpdir(), "framewatch-files-"));
const before = process.env.FRAMEWATCH_DATA;
const now = new Date("2026-03-18T11:00:00Z");
const people = newTestPeople();
const { nike, lumen } = people;

beforeAll(async () => {
  process.env.FRAMEWATCH_DATA = folder;
  db = await createTestDatabase();
  await addTestPeople(people);
  const lines = [{ sku: "S-1", brand: "B", product: "P", batch: "East" }];
  await placeOrder(nike, { organisationId: nike.organisationId, lines }, now);
  const [row] = await asActor(nike, (tx) => tx.execute<{ id: string }>(sql`select id from variants`));
  variantId = row?.id ?? "";
});
afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
  if (before === undefined) delete process.env.FRAMEWATCH_DATA;
  else process.env.FRAMEWATCH_DATA = before;
});

const bytes = (text: string) => Buffer.from(text, "latin1");

test.each([
  [
    "a drawing that runs a script",
    "frame.svg",
    bytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
  ],
  ["the same, called a picture", "frame.png", bytes("<svg onload='alert(1)'/>")],
  ["a page, called a photo", "photo.jpg", bytes("<!doctype html><script>alert(1)</script>")],
  ["an archive", "photos.zip", bytes("PK\x03\x04".padEnd(64))],
  ["a model", "frame.glb", bytes("glTF\x02\x00\x00\x00".padEnd(64))],
  ["a program", "photo.png", bytes("MZ".padEnd(64))],
  ["nothing", "empty.png", bytes("")],
])("%s is refused by name, and nothing of it is kept", async (_, name, content) => {
  await expect(attachFile(nike, { variantId, name }, content, now)).rejects.toThrow(
    `${name} is no photo or drawing we can show. Send PNG, JPEG, WebP or PDF.`,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("what is too large is refused by name", async () => {
  const content = Buffer.alloc(21 * 1024 * 1024);
  await expect(attachFile(nike, { variantId, name: "huge.png" }, content, now)).rejects.toThrow(
    "huge.png has 21 MB; a file may have 20 MB",
  );
});

test("what it is follows from its bytes, and another organisation neither adds, finds nor removes it", async () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
  const { attachmentId } = await attachFile(nike, { variantId, name: "page.html" }, png, now);
  expect(await openAttachment(nike, attachmentId)).toMatchObject({ mediaType: "image/png", content: png });
  const notFound = { code: "not_found" };
  await expect(openAttachment(lumen, attachmentId)).rejects.toMatchObject(notFound);
  await expect(removeAttachment(lumen, { attachmentId }, now)).rejects.toMatchObject(notFound);
  await expect(attachFile(lumen, { variantId, name: "x.png" }, png, now)).rejects.toMatchObject(notFound);
  expect(await openAttachment(nike, attachmentId)).toMatchObject({ name: "page.html" });
});
