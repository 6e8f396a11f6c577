import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect, test } from "@playwright/test";
import postgres from "postgres";
import { startServer } from "@/db/embedded/start-server";
import { DEMO_PASSWORD } from "@/db/seed/demo/people";

/**
 * Every door of the build, listed from its own manifests: a page, route or action that is new here fails until it is
 * added with who it is for. Oberauer is nobody's in the other browser tests, so nothing else moves its data meanwhile. Ids in the addresses are Oberauer's; whoever is somebody else must not see or change a thing.
 */
type Audience = "everybody" | "customer" | "producer" | "admin" | "signed in";
type Ids = Record<
  | "batch"
  | "variant"
  | "order"
  | "product"
  | "quote"
  | "import"
  | "attachment"
  | "ticket"
  | "operation"
  | "organisation"
  | "mail"
  | "model"
  | "catalogue",
  string
>;

const DOORS: Record<string, [Audience, (ids: Ids) => string]> = {
  "/(auth)/invite/[token]/page": ["everybody", () => "/invite/nothing"],
  "/(auth)/reset/[token]/page": ["everybody", () => "/reset/nothing"],
  "/(auth)/reset/page": ["everybody", () => "/reset"],
  "/(auth)/second-factor/page": ["everybody", () => "/second-factor"],
  "/(auth)/setup/page": ["everybody", () => "/setup"],
  "/(auth)/sign-in/page": ["everybody", () => "/sign-in"],
  "/share/[token]/page": ["everybody", () => "/share/nothing"],
  "/share/[token]/report/route": ["everybody", () => "/share/nothing/report?type=summary&format=csv"],
  "/share/[token]/bar/route": ["everybody", () => "/share/nothing/bar"],
  "/m/[token]/page": ["everybody", () => "/m/nothing"],
  "/m/[token]/file/route": ["everybody", () => "/m/nothing/file"],
  "/c/[slug]/page": ["everybody", () => "/c/nothing"],
  "/c/[slug]/cover/route": ["everybody", () => "/c/canary-catalogue/cover"],
  "/c/[slug]/model/[itemId]/route": [
    "everybody",
    ({ catalogue }) => `/c/canary-catalogue/model/${catalogue}`,
  ],
  "/api/auth/[...nextauth]/route": ["everybody", () => "/api/auth/providers"],
  "/share/[token]/live/route": ["everybody", () => "/share/nothing/live"],
  "/api/live/route": ["signed in", () => "/api/live"],
  "/api/live/rows/route": ["signed in", ({ variant }) => `/api/live/rows?ids=${variant}`],
  "/api/v1/orders/[number]/variants/[sku]/model/route": [
    "everybody",
    () => "/api/v1/orders/ORD-2000-00001/variants/OB-25-0001/model",
  ],
  "/api/health/route": ["everybody", () => "/api/health"],
  "/api/metrics/route": ["everybody", () => "/api/metrics"],
  "/api/unsubscribe/[token]/route": ["everybody", () => "/api/unsubscribe/nothing"],
  "/unsubscribe/[token]/page": ["everybody", () => "/unsubscribe/nothing"],
  "/subscribe/[token]/page": ["everybody", () => "/subscribe/nothing"],
  "/icon.svg/route": ["everybody", () => "/icon.svg"],
  "/_not-found/page": ["everybody", () => "/nothing-here"],
  "/_global-error/page": ["everybody", () => "/nothing-here"],
  "/(portal)/page": ["customer", () => "/"],
  "/(portal)/alerts/page": ["customer", () => "/alerts"],
  "/(portal)/batches/page": ["customer", () => "/batches"],
  "/(portal)/batches/[id]/page": ["customer", ({ batch }) => `/batches/${batch}`],
  "/(portal)/batches/[id]/report/route": [
    "signed in",
    ({ batch }) => `/batches/${batch}/report?type=detailed&format=csv`,
  ],
  "/(portal)/notifications/page": ["customer", () => "/notifications"],
  "/(portal)/settings/notifications/page": ["customer", () => "/settings/notifications"],
  "/ops/notifications/page": ["producer", () => "/ops/notifications"],
  "/ops/settings/notifications/page": ["producer", () => "/ops/settings/notifications"],
  "/(portal)/catalogues/page": ["customer", () => "/catalogues"],
  "/(portal)/catalogues/[id]/page": ["customer", ({ catalogue }) => `/catalogues/${catalogue}`],
  "/(portal)/catalogues/[id]/cover/route": ["signed in", ({ catalogue }) => `/catalogues/${catalogue}/cover`],
  "/(portal)/catalogues/[id]/export/route": [
    "signed in",
    ({ catalogue }) => `/catalogues/${catalogue}/export?format=csv`,
  ],
  "/(portal)/orders/page": ["customer", () => "/orders"],
  "/(portal)/orders/[id]/page": ["customer", ({ order }) => `/orders/${order}`],
  "/(portal)/orders/new/page": ["customer", () => "/orders/new"],
  "/(portal)/orders/new/[importId]/page": ["customer", (ids) => `/orders/new/${ids.import}`],
  "/(portal)/orders/new/[importId]/faults/route": ["signed in", (ids) => `/orders/new/${ids.import}/faults`],
  "/(portal)/orders/template/route": ["signed in", () => "/orders/template?format=csv"],
  "/(portal)/products/[id]/page": ["customer", ({ product }) => `/products/${product}`],
  "/(portal)/quotes/page": ["customer", () => "/quotes"],
  "/(portal)/quotes/[id]/page": ["customer", ({ quote }) => `/quotes/${quote}`],
  "/(portal)/quotes/[id]/attachment/[versionId]/route": [
    "signed in",
    ({ quote, mail }) => `/quotes/${quote}/attachment/${mail}`,
  ],
  "/(portal)/quotes/[id]/decisions/[decisionId]/route": [
    "signed in",
    ({ quote, mail }) => `/quotes/${quote}/decisions/${mail}?format=pdf`,
  ],
  "/(portal)/reports/page": ["customer", () => "/reports"],
  "/(portal)/reports/[id]/page": ["customer", ({ mail }) => `/reports/${mail}`],
  "/(portal)/reports/[id]/file/route": ["signed in", ({ mail }) => `/reports/${mail}/file`],
  "/(portal)/reports/file/route": [
    "signed in",
    ({ batch }) => `/reports/file?type=detailed&format=csv&batch=${batch}`,
  ],
  "/(portal)/reports/summary/page": ["customer", ({ batch }) => `/reports/summary?batch=${batch}`],
  "/ops/reports/file/route": [
    "signed in",
    ({ order }) => `/ops/reports/file?type=detailed&format=csv&order=${order}`,
  ],
  "/ops/reports/summary/page": ["producer", ({ batch }) => `/ops/reports/summary?batch=${batch}`],
  "/ops/reports/page": ["producer", () => "/ops/reports"],
  "/ops/reports/[id]/page": ["producer", ({ mail }) => `/ops/reports/${mail}`],
  "/ops/reports/[id]/file/route": ["signed in", ({ mail }) => `/ops/reports/${mail}/file`],
  "/(portal)/review/daily/page": ["customer", () => "/review/daily"],
  "/(portal)/review/weekly/page": ["customer", () => "/review/weekly"],
  "/(portal)/search/page": ["customer", () => "/search?q=OB-25-0"],
  "/(portal)/search/suggest/route": ["signed in", () => "/search/suggest?q=OB-25-0"],
  "/(portal)/settings/page": ["customer", () => "/settings"],
  "/(portal)/settings/links/new/page": [
    "customer",
    ({ batch }) => `/settings/links/new?scope=batch&of=${batch}`,
  ],
  "/(portal)/settings/links/page": ["customer", () => "/settings/links"],
  "/(portal)/settings/people/page": ["customer", () => "/settings/people"],
  "/(portal)/support/page": ["customer", () => "/support"],
  "/(portal)/support/new/page": ["customer", ({ batch }) => `/support/new?batch=${batch}`],
  "/(portal)/support/[id]/page": ["customer", ({ ticket }) => `/support/${ticket}`],
  "/(portal)/validation/page": ["customer", () => "/validation"],
  "/(portal)/variants/page": ["customer", () => "/variants"],
  "/(portal)/variants/[id]/page": ["customer", ({ variant }) => `/variants/${variant}`],
  "/attachments/[id]/route": ["signed in", ({ attachment }) => `/attachments/${attachment}`],
  "/models/[id]/route": ["signed in", ({ model }) => `/models/${model}`],
  "/ops/models/route": ["producer", () => "/ops/models"],
  "/ops/page": ["producer", () => "/ops"],
  "/ops/batches/page": ["producer", () => "/ops/batches"],
  "/ops/batches/[id]/page": ["producer", ({ batch }) => `/ops/batches/${batch}`],
  "/ops/cancellations/page": ["producer", () => "/ops/cancellations"],
  "/ops/import/page": ["producer", () => "/ops/import"],
  "/ops/import/[importId]/page": ["producer", (ids) => `/ops/import/${ids.import}`],
  "/ops/import/[importId]/faults/route": ["signed in", (ids) => `/ops/import/${ids.import}/faults`],
  "/ops/insights/revisions/page": ["producer", () => "/ops/insights/revisions"],
  "/ops/insights/approvals/page": ["producer", () => "/ops/insights/approvals"],
  "/ops/insights/catalogues/page": ["producer", () => "/ops/insights/catalogues"],
  "/ops/insights/promises/page": ["producer", () => "/ops/insights/promises"],
  "/ops/insights/forecast/page": ["producer", () => "/ops/insights/forecast"],
  "/ops/insights/what-if/page": ["producer", () => "/ops/insights/what-if"],
  "/ops/machine/page": ["producer", () => "/ops/machine"],
  "/ops/operations/page": ["producer", () => "/ops/operations"],
  "/ops/operations/[id]/page": ["producer", ({ operation }) => `/ops/operations/${operation}`],
  "/ops/orders/[id]/page": ["producer", ({ order }) => `/ops/orders/${order}`],
  "/ops/quotes/page": ["producer", () => "/ops/quotes"],
  "/ops/quotes/prices/page": ["producer", () => "/ops/quotes/prices"],
  "/ops/quotes/[id]/page": ["producer", ({ quote }) => `/ops/quotes/${quote}`],
  "/ops/settings/page": ["producer", () => "/ops/settings"],
  "/ops/alerts/page": ["producer", () => "/ops/alerts"],
  "/ops/tickets/page": ["producer", () => "/ops/tickets"],
  "/ops/tickets/[id]/page": ["producer", ({ ticket }) => `/ops/tickets/${ticket}`],
  "/ops/variants/[id]/page": ["producer", ({ variant }) => `/ops/variants/${variant}`],
  "/ops/admin/calendar/page": ["admin", () => "/ops/admin/calendar"],
  "/ops/admin/policies/page": ["admin", () => "/ops/admin/policies"],
  "/ops/admin/mailbox/page": ["admin", () => "/ops/admin/mailbox"],
  "/ops/admin/mailbox/[id]/page": ["admin", ({ mail }) => `/ops/admin/mailbox/${mail}`],
  "/ops/admin/organisations/page": ["admin", () => "/ops/admin/organisations"],
  "/ops/admin/organisations/[id]/page": [
    "admin",
    ({ organisation }) => `/ops/admin/organisations/${organisation}`,
  ],
  "/ops/admin/people/page": ["admin", () => "/ops/admin/people"],
};

/** Of Lumen, and nobody else's account: it is asked to do all there is, signing out everywhere included. */
const OTHER_ADMIN = "doors@lumen.example";

/** Words that stand in Oberauer's data and in nobody else's. */
const CANARIES = ["OB-25-0", "Büffelhorn", "Wackelzahn", "Handgefertigte"];

const build = (file: string) => JSON.parse(readFileSync(join(process.cwd(), ".next/server", file), "utf8"));
/** The search repeats what was asked for. */
const canariesOf = (door: string) => (door.includes("search") ? CANARIES.slice(1) : CANARIES);
const isKeyed = (door: string) => /\[(id|importId)\]/.test(door);

let sql: postgres.Sql;
let ids: Ids;

test.beforeAll(async () => {
  const server = await startServer({
    directory: join(process.env.FRAMEWATCH_TEST_DATA ?? "", "postgres"),
  });
  const database = new URL(server.superuserUrl);
  database.pathname = new URL(server.url).pathname;
  sql = postgres(database.href, { max: 2, onnotice: () => {} });
  const one = async (rows: PromiseLike<postgres.RowList<postgres.Row[]>>) => (await rows)[0]?.id as string;
  const organisation = await one(sql`select id from organisations where name like 'Brillenmanufaktur%'`);
  const variant = await one(sql`
    select v.id from variants v join batches b on b.id = v.batch_id
    where b.name like 'Handgefertigte%' and v.place = 'working_3d_assets' order by v.sku desc limit 1`);
  const order = await one(sql`select order_id as id from variants where id = ${variant}`);
  const made = { organisation_id: organisation, id: crypto.randomUUID() };
  await sql`insert into order_imports ${sql({ ...made, file_name: "OB-25-0.csv", sha256: "x", content: Buffer.from("SKU\nOB-25-0001\n"), choices: sql.json({}), rows: 1, faults: 0 })}`;
  await sql`insert into attachments ${sql({ ...made, order_id: order, variant_id: variant, name: "OB-25-0.png", media_type: "image/png", size: 1, sha256: "0".repeat(64) })}`;
  const about = { subject: "Wackelzahn", kind: "question", status: "open", variant_ids: sql.json([variant]) };
  await sql`insert into tickets ${sql({ ...made, ...about, number: "T-DOORS", updated_at: new Date() })}`;
  await sql`insert into ticket_messages ${sql({ ...made, ticket_id: made.id, internal: false, words: "Wackelzahn", author_kind: "customer", at: new Date() })}`;
  await sql`insert into catalogues ${sql({ ...made, slug: "canary-catalogue", title: "Wackelzahn" })}`;
  await sql`insert into catalogue_items ${sql({ ...made, catalogue_id: made.id, variant_id: variant, position: 1 })}`;
  const twin = { email: OTHER_ADMIN, user_id: crypto.randomUUID() };
  for (const [table, key] of [
    ["users", "id"],
    ["credentials", "user_id"],
    ["memberships", "user_id"],
  ] as const)
    await sql.unsafe(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('email', $1::text, '${key}', $2::text))).*
       from ${table} t where ${key} = (select id from users where email = 'admin@lumen.example')`,
      [twin.email, twin.user_id],
    );
  ids = {
    organisation,
    variant,
    order,
    import: made.id,
    attachment: made.id,
    ticket: made.id,
    batch: await one(sql`select batch_id as id from variants where id = ${variant}`),
    product: await one(sql`select product_id as id from variants where id = ${variant}`),
    quote: await one(sql`select id from quotes where organisation_id = ${organisation} limit 1`),
    operation: await one(sql`select id from operations where organisation_id = ${organisation} limit 1`),
    mail: made.id,
    model: await one(sql`select id from models where organisation_id = ${organisation} limit 1`),
    catalogue: made.id,
  };
});
test.afterAll(async () => {
  await sql`delete from order_imports where organisation_id = ${ids.organisation}`;
  await sql`delete from attachments where id = ${ids.attachment}`;
  await sql`delete from ticket_messages where id = ${ids.ticket}`;
  await sql`delete from tickets where id = ${ids.ticket}`;
  await sql`delete from catalogue_items where id = ${ids.catalogue}`;
  await sql`delete from catalogues where id = ${ids.catalogue}`;
  await sql.end();
});

async function signIn(request: APIRequestContext, email: string): Promise<APIRequestContext> {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const answer = await request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password: DEMO_PASSWORD, json: "true" },
    maxRedirects: 0,
  });
  expect(answer.headers()["set-cookie"] ?? "", `signing in as ${email}`).toContain("session-token");
  return request;
}

/** Asks at a door. One that goes on telling is left when it has said its first words. */
async function knock(request: APIRequestContext, door: string, address: string) {
  if (!door.endsWith("/live/route")) {
    const answer = await request.get(address, { maxRedirects: 0 });
    return { status: answer.status(), text: await answer.text() };
  }
  const { cookies } = await request.storageState();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await fetch(new URL(address, test.info().project.use.baseURL), {
    headers: { cookie },
    redirect: "manual",
  });
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return { status: answer.status, text: new TextDecoder().decode(first?.value) };
}

test("every door of the build has a case here", () => {
  const doors = Object.keys(build("app-paths-manifest.json"));
  expect(doors.filter((door) => !(door in DOORS))).toEqual([]);
});

const built = () => Object.keys(build("app-paths-manifest.json")).filter((door) => door in DOORS);

test("who is not signed in sees nothing behind any door", async ({ request }) => {
  for (const door of built()) {
    const [audience, address] = DOORS[door] ?? ["everybody", () => "/"];
    const { status, text } = await knock(request, door, address(ids));
    if (audience !== "everybody")
      expect([302, 303, 307, 401, 403, 404], `${door} answered ${status}`).toContain(status);
    for (const canary of canariesOf(door)) expect(text, door).not.toContain(canary);
  }
});

test("another organisation sees nothing, and Oberauer's ids are not found", async ({ request }) => {
  await signIn(request, "admin@lumen.example");
  for (const door of built()) {
    const [audience, address] = DOORS[door] ?? ["everybody", () => "/"];
    const { status, text } = await knock(request, door, address(ids));
    if (isKeyed(door) || audience === "producer" || audience === "admin")
      expect(status, `${door} for another organisation`).toBe(404);
    // As whoever comes back after a week: it says what became of it, and where to ask again.
    if (door === "/(portal)/reports/[id]/page") expect(text).toContain("This report is not kept any more.");
    for (const canary of canariesOf(door)) expect(text, door).not.toContain(canary);
  }
});

test("a role finds only its own doors", async ({ playwright, baseURL }) => {
  const cases: [string, Partial<Record<Audience, number[]>>][] = [
    ["member@nike.example", { producer: [404], admin: [404] }],
    ["validator@nike.example", { producer: [404], admin: [404] }],
    ["ops@framewatch.example", { admin: [404], customer: [307, 404, 403], producer: [200, 404] }],
    ["admin@framewatch.example", { customer: [307, 404, 403], producer: [200, 404], admin: [200, 404] }],
  ];
  for (const [email, expected] of cases) {
    const request = await signIn(await playwright.request.newContext({ baseURL }), email);
    for (const door of built()) {
      const [audience, address] = DOORS[door] ?? ["everybody", () => "/"];
      const allowed = expected[audience];
      if (!allowed) continue;
      const { status } = await knock(request, door, address(ids));
      expect(allowed, `${door} for ${email}: ${status}`).toContain(status);
    }
    await request.dispose();
  }
});

/** Everything an action could want to be told, all of it Oberauer's, sent to each of them in both ways React encodes it. */
function payloads() {
  const { variant, order, batch, product, quote, organisation, attachment, operation } = ids;
  const fields: Record<string, string> = {
    variantId: variant,
    variants: variant,
    variantIds: variant,
    orderId: order,
    batchId: batch,
    productId: product,
    quoteId: quote,
    quoteVersionId: quote,
    organisationId: organisation,
    importId: ids.import,
    modelId: ids.model,
    attachmentId: attachment,
    operationId: operation,
    linkId: attachment,
    catalogueId: ids.catalogue,
    itemId: ids.catalogue,
    title: "Stolen",
    slug: "stolen",
    flagId: attachment,
    ticketId: ids.ticket,
    subject: "Stolen",
    words: "Stolen",
    userId: attachment,
    event: "cancel",
    reason: "Because",
    edition: "1",
    sku: "STOLEN-1",
    colour: "",
    size: "",
    lens: "",
    complexity: "simple",
    note: "stolen",
    label: "Stolen",
    scope: "batch",
    subjectId: batch,
    of: batch,
    name: "Stolen",
    email: "stolen@lumen.example",
    role: "customer_admin",
    text: "SKU;Brand;Product;Batch\nSTOLEN-2;Nike;Flyer;Stolen",
    [`price-${variant}`]: "1",
    currency: "EUR",
    validUntil: "2099-01-01",
  };
  const selection = { variants: [{ id: variant, version: 5 }] };
  const object = {
    ...fields,
    ...selection,
    selection,
    variantIds: [variant],
    accept: [variant],
    reject: [],
    assigneeId: null,
    department: "support",
  };
  return { fields, object };
}

/** A form as React sends one to an action: its fields first, then the arguments that point at it. */
function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(`_1_${name}`, value);
  form.append("0", '[null,"$K1"]');
  return form;
}

async function callAll(request: APIRequestContext, origin: string) {
  const actions = Object.keys(build("server-reference-manifest.json").node);
  const { fields, object } = payloads();
  for (const id of actions) {
    const headers = { "next-action": id, origin, accept: "text/x-component" };
    const multipart = formOf(fields);
    const plain = JSON.stringify([object]);
    for (const sent of [
      { multipart },
      { data: plain, headers: { ...headers, "content-type": "text/plain;charset=UTF-8" } },
    ]) {
      const answer = await request.post("/sign-in", { headers, maxRedirects: 0, ...sent });
      const text = await answer.text();
      for (const canary of CANARIES) expect(text, `action ${id}`).not.toContain(canary);
    }
  }
}

/** Sends the form of one action alone, in the way all of them were sent. */
async function stage(request: APIRequestContext, origin: string) {
  const actions: Record<string, { exportedName: string }> = build("server-reference-manifest.json").node;
  const [id] = Object.entries(actions).find(([, { exportedName }]) => exportedName === "stageOrder") ?? [];
  const headers = { "next-action": id as string, origin, accept: "text/x-component" };
  const answer = await request.post("/sign-in", {
    headers,
    maxRedirects: 0,
    multipart: formOf(payloads().fields),
  });
  expect(answer.headers()["x-action-redirect"]).toContain("/orders/new/");
}

/** A fingerprint of everything that is Oberauer's, in every table that carries an organisation and no job writes by itself. */
async function fingerprint(): Promise<Record<string, string>> {
  const tables = await sql`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('sessions', 'mails', 'access_tokens', 'outbox', 'alert_log')
      and c.relname not in ('untold_news', 'notifications', 'notification_causes', 'notification_deliveries', 'late_spells')
      and c.relname not in ('learned_cells', 'promises', 'promise_checks')`;
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await sql.unsafe(
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as print from "${name}" t where organisation_id = $1`,
      [ids.organisation],
    );
    prints[name] = row?.print as string;
  }
  return prints;
}

test("no action changes or tells a thing of Oberauer's for strangers, other organisations or lower roles", async ({
  playwright,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const origin = new URL(baseURL ?? "").origin;
  const before = await fingerprint();
  const stranger = await playwright.request.newContext({ baseURL });
  await callAll(stranger, origin);
  expect(await fingerprint(), "a stranger").toEqual(before);
  const lumen = await signIn(await playwright.request.newContext({ baseURL }), OTHER_ADMIN);
  await callAll(lumen, origin);
  expect(await fingerprint(), "another organisation's admin").toEqual(before);
  const foreign = await signIn(await playwright.request.newContext({ baseURL }), "admin@oberauer.example");
  await callAll(foreign, "https://elsewhere.example");
  expect(await fingerprint(), "a page elsewhere, with the right cookie").toEqual(before);
  await stage(foreign, origin);
  const { order_imports: imports } = await fingerprint();
  expect(imports, "the same form from the rightful person's own page").not.toBe(before.order_imports);
  for (const request of [stranger, lumen, foreign]) await request.dispose();
});
