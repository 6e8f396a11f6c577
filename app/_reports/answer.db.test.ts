import Papa from "papaparse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDemoPeople, type DemoPeople } from "@/db/seed/demo/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { placeOrder } from "@/lib/orders/place-order";
import { titleOf } from "@/lib/reports/facts";
import { findKept, scopeOfKept } from "@/lib/reports/kept-reports";
import { loadHeading } from "@/lib/reports/overview";
import { REPORT_TYPES, typesOfLink } from "@/lib/reports/report";
import { scopeOfBatch, scopeOfLink } from "@/lib/reports/scope";
import { listWork } from "@/lib/variants/list-work";
import type { WorkFilter } from "@/lib/variants/work-filter";
import { ledBack } from "../share/[token]/too-long";
import { answerReport, shareReport } from "./answer";
import { askedScope } from "./asked";

let database: TestDatabase;
let people: DemoPeople;
let batchId: string;
/** Six planned steps each: more than 10,000 lines in the Timeline report, fewer in the others. */
const variants = 1_700;

beforeAll(async () => {
  database = await createTestDatabase();
  people = await addDemoPeople();
  const { customer, organisationId } = people.nike;
  const line = { brand: "Nike", product: "Flyer", batch: "Long" };
  const lines = Array.from({ length: variants }, (_, i) => ({ ...line, sku: `S-${i}` }));
  const { batchIds } = await placeOrder(customer, { organisationId, lines }, new Date());
  batchId = batchIds[0] ?? "";
});

afterAll(() => database.drop());

const ask = (query: string, actor = people.nike.customer) =>
  answerReport(actor, `http://localhost/batches/${batchId}/report?${query}`, (tx) =>
    scopeOfBatch(tx, batchId),
  );

test("up to 10,000 rows are answered at once, beyond that it is said where they are made", async () => {
  const short = await ask("type=detailed&format=csv");
  expect(short.status).toBe(200);
  expect(short.headers.get("content-disposition")).toMatch(/^attachment; filename="Long, Detailed Report, /);
  expect((await short.text()).split("\r\n").filter((line) => line.startsWith("S-"))).toHaveLength(variants);
  const long = await ask("type=timeline&format=xlsx");
  expect(long.status).toBe(303);
  const id = /^\/reports\/([\w-]{36})$/.exec(long.headers.get("location") ?? "")?.[1] ?? "";
  const { customer } = people.nike;
  const kept = await asActor(customer, (tx) => findKept(tx, customer, id, new Date()));
  expect(kept).toMatchObject({ status: "waiting", rows: variants * 6, type: "timeline", format: "xlsx" });
  const staff = await answerReport(people.staff, "http://localhost/x?type=timeline&format=csv", (tx) =>
    scopeOfBatch(tx, batchId),
  );
  expect(staff.headers.get("location")).toMatch(/^\/ops\/reports\/[\w-]{36}$/);
});

test("the producer's list of work is reported as the console shows it, over organisations", async () => {
  const { customer, organisationId } = people.lumen;
  const lines = ["S-1", "S-10", "T-1"].map((sku) => ({
    sku,
    brand: "Lumen",
    product: "Kite",
    batch: "Short",
  }));
  const { batchIds } = await placeOrder(customer, { organisationId, lines }, new Date());
  const report = (query: string, actor: Parameters<typeof answerReport>[0] = people.staff) => {
    const address = new URL(`http://localhost/ops/reports/file?type=detailed&format=csv&${query}`);
    return answerReport(actor, address.toString(), askedScope(actor, address.searchParams));
  };
  const skusOf = async (answer: Response) =>
    Papa.parse<string[]>(await answer.text()).data.flatMap((row) =>
      row.filter((cell) => /^[ST]-\d+$/.test(cell)),
    );
  const listed = async (filter: WorkFilter) => {
    const page = { size: 5_000, now: new Date() };
    const { rows } = await asActor(people.staff, (tx) => listWork(tx, filter, page), { readOnly: true });
    return rows.map(({ sku }) => sku);
  };
  const found = await report("state=open&q=s-1&assignee=nobody");
  const text = await found.clone().text();
  expect(text).toContain('"All our work, assigned to nobody, found by “s-1”"');
  const shown = await listed({ state: "open", search: "s-1", assignee: "nobody" });
  expect(shown.length).toBeGreaterThan(800);
  expect(shown.filter((sku) => sku === "S-1")).toHaveLength(2);
  expect((await skusOf(found)).sort()).toEqual(shown.sort());
  expect(await skusOf(await report(`state=all&organisationId=${organisationId}`))).toEqual([
    "S-1",
    "S-10",
    "T-1",
  ]);
  expect(await skusOf(await report("state=validated"))).toEqual([]);
  await expect(report("state=opened")).rejects.toThrow('not "opened".');
  await expect(report("state=open&batchId=x")).rejects.toThrow("This batch");
  const another = `state=all&organisationId=${people.nike.organisationId}&batchId=${batchIds[0]}`;
  await expect(report(another), "the console lists nothing either").rejects.toThrow("This batch");
  await expect(report("state=open&complexity=hard")).rejects.toThrow("complexity");
  const own = await report("state=validated", customer);
  expect(await skusOf(own), "a customer's address has no such list").toEqual(["S-1", "S-10", "T-1"]);
});

test("a long report on a list of work is kept as the list was", async () => {
  const query = "type=timeline&format=xlsx&state=pending_analysis&complexity=standard";
  const address = new URL(`http://localhost/ops/reports/file?${query}`);
  const ask = () =>
    answerReport(people.staff, address.toString(), askedScope(people.staff, address.searchParams));
  const id = (await ask()).headers.get("location")?.split("/").at(-1) ?? "";
  expect((await ask()).headers.get("location"), "asked again, it is the same").toMatch(id);
  const heading = await asActor(people.staff, async (tx) =>
    loadHeading(tx, scopeOfKept(await findKept(tx, people.staff, id, new Date()))),
  );
  expect(titleOf(heading)).toBe("All organisations: Pending Analysis, standard");
  expect(heading.counts.pending_analysis).toBe(variants + 3);
});

test("a link keeps nothing: too long is said, with the way out", async () => {
  const holder = {
    kind: "stakeholder",
    organisationId: people.nike.organisationId,
    linkId: newId(),
    scope: "batch",
    subjectId: batchId,
  } as const;
  const ofLink = async () => scopeOfLink(holder);
  const address = "http://localhost/share/token/report?format=csv&type=";
  const refused = await shareReport(holder, `${address}timeline`, REPORT_TYPES, ofLink).catch(
    (error) => error,
  );
  expect(String(refused)).toContain("10,200 rows");
  // Whoever pressed it in a browser reads that on the link's page; a program is answered.
  const asked = (accept: string) => new Request(`${address}timeline`, { headers: { accept } });
  const led = ledBack(refused, asked("text/html,*/*"), "token");
  expect([led.status, led.headers.get("location")]).toEqual([303, "/share/token?long=1#reports"]);
  expect(() => ledBack(refused, asked("*/*"), "token")).toThrow(refused);
  const detailed = shareReport(holder, `${address}detailed`, typesOfLink([]), ofLink);
  await expect(detailed).rejects.toMatchObject({ code: "not_permitted" });
  const summary = await shareReport(holder, `${address}summary`, typesOfLink([]), ofLink);
  expect(await new Response(summary.body).text()).toContain("0% Complete (0/1700 variants)");
});

test.each([
  ["format=csv", 'type must be summary, detailed or timeline, not "".'],
  ["type=Summary&format=csv", "type must be"],
  ["type=summary&format=pdf", 'format must be csv or xlsx, not "pdf".'],
])("what a report's address names wrongly is named: %s", async (query, words) => {
  await expect(ask(query)).rejects.toThrow(words);
});
