import { join } from "node:path";
import { sql as raw } from "drizzle-orm";
import { closeDatabase } from "@/db/client";
import { startServer } from "@/db/embedded/start-server";
import { grow } from "@/db/seed/grow";
import { asActor, type CustomerActor } from "@/lib/access/actor";
import { createShareLink } from "@/lib/sharing/create-link";
import { mintToken } from "@/lib/sharing/token";
import type { Figure } from "./first-page";
import { revoking } from "./revoking";
import { serveProduct } from "./serving";

const GUESSES = 10_000;
/** Networks they come from, each behind the trusted proxy; each may be wrong 60 times before it is refused. */
const NETWORKS = 20;
const AT_ONCE = 8;
const system = { kind: "system", job: "bench" } as const;

/**
 * Guessing share links at the real doors: none hits, all but the first are refused, and a reader behind the address that
 * guesses most reads on. The link's own token stands in nothing that the server says. Then links are revoked while read.
 */
export async function guesses(): Promise<Figure[]> {
  const product = await serveProduct({ DEMO: "1", TRUSTED_PROXIES: "127.0.0.1,::1" });
  const server = await startServer({ directory: join(product.data, "postgres") });
  process.env.DATABASE_URL = server.url;
  try {
    const customer = await owner();
    const { token } = await createShareLink(
      customer,
      { scope: "organisation", label: "Bench", allowDownloads: true },
      new Date(),
    );
    const answers = new Map<number, number>();
    const took: number[] = [];
    let refusedReader = 0;
    let left = GUESSES;
    const begin = performance.now();
    const guess = async () => {
      while (left-- > 0) {
        const address = `${product.origin}/share/${mintToken()}/report?type=summary&format=csv`;
        const status = await ask(address, left % NETWORKS);
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }
    };
    const read = async () => {
      while (left > 0) {
        const start = performance.now();
        if ((await ask(`${product.origin}/share/${token}`, 0)) !== 200) refusedReader += 1;
        took.push(performance.now() - start);
      }
    };
    await Promise.all([read(), ...Array.from({ length: AT_ONCE }, guess)]);
    const seconds = (performance.now() - begin) / 1000;
    took.sort((a, b) => a - b);
    const hits = GUESSES - (answers.get(404) ?? 0) - (answers.get(429) ?? 0);
    return [
      { name: "guesses that were neither unknown nor refused", value: hits, unit: "", limit: 0 },
      {
        name: "guesses that were looked at before refusal",
        value: answers.get(404) ?? 0,
        unit: "",
        limit: NETWORKS * 60,
      },
      { name: "guesses refused", value: answers.get(429) ?? 0, unit: "" },
      { name: "a reader behind the same address turned away", value: refusedReader, unit: "times", limit: 0 },
      { name: "pages that reader opened meanwhile", value: took.length, unit: "" },
      { name: "of them p95", value: took[Math.floor(took.length * 0.95)] ?? 0, unit: "ms" },
      { name: "log lines with the token", value: product.said().split(token).length - 1, unit: "", limit: 0 },
      { name: "guesses a second", value: GUESSES / seconds, unit: "" },
      ...(await revoking(product.origin, customer, await ample(customer))),
    ];
  } finally {
    await closeDatabase();
    await product.stop();
  }
}

/** The same person for an organisation with a long report: nearly as many rows as a link gives. */
async function ample(customer: CustomerActor): Promise<CustomerActor> {
  await grow(9_900, new Date());
  const [found] = await asActor(system, (tx) =>
    tx.execute<{ id: string }>(raw`
      select organisation_id as id from variants group by 1 order by count(*) desc limit 1`),
  );
  return { ...customer, organisationId: found!.id };
}

async function ask(address: string, network: number): Promise<number> {
  const answer = await fetch(address, { headers: { "x-forwarded-for": `198.51.100.${network}` } });
  await answer.arrayBuffer();
  return answer.status;
}

async function owner(): Promise<CustomerActor> {
  const [found] = await asActor(system, (tx) =>
    tx.execute<{ user_id: string; organisation_id: string }>(raw`
      select m.user_id, m.organisation_id from memberships m join users u on u.id = m.user_id
      where u.email = 'admin@nike.example'`),
  );
  const { user_id: userId, organisation_id: organisationId } = found!;
  const limits = { approvalLimit: null, approvalCurrency: null };
  return { kind: "customer", userId, organisationId, role: "customer_admin", ...limits };
}
