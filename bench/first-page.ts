import { join } from "node:path";
import { startServer } from "@/db/embedded/start-server";
import { DEMO_PASSWORD } from "@/db/seed/demo/people";
import { type Measured, measure } from "./measure";
import { serveBarePage, serveProduct, signIn } from "./serving";
import { settle } from "./settle";

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What it has to be at most, where something was promised. */
  limit?: number;
}

const SECONDS = 8;
/** Taken in turns, so that what the machine does besides falls on both. */
const ROUNDS = 5;

/**
 * The first page after sign-in against its floor, a bare dynamic Next page with markup of the same size, in the same
 * run, once the work that follows a first start is done: p95 at one connection, and the ratio of p95 at 16, the median
 * of five rounds.
 */
export async function firstPage(): Promise<Figure[]> {
  const product = await serveProduct({ DEMO: "1" });
  const bare = await serveBarePage();
  try {
    const database = await startServer({ directory: join(product.data, "postgres") });
    await settle(database);
    const cookie = await signIn(product.origin, "admin@nike.example", DEMO_PASSWORD);
    const headers = { cookie, "accept-encoding": "identity" };
    const page = `${product.origin}/`;
    await measure(page, { connections: 4, seconds: 4, headers });
    const one = await measure(page, { connections: 1, seconds: SECONDS, headers });
    const floor = await sameSize(bare.origin, one.bytes);
    await measure(floor, { connections: 4, seconds: 4 });
    const floorOne = await measure(floor, { connections: 1, seconds: SECONDS });
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({
        floor: await measure(floor, { connections: 16, seconds: SECONDS }),
        page: await measure(page, { connections: 16, seconds: SECONDS, headers }),
      });
    const byRatio = rounds.toSorted((a, b) => a.page.p95 / a.floor.p95 - b.page.p95 / b.floor.p95);
    const { page: many, floor: floorMany } = byRatio[Math.floor(ROUNDS / 2)]!;
    const ratios = byRatio.map((round) => round.page.p95 / round.floor.p95);
    return [
      { name: "first page, size", value: one.bytes / 1_024, unit: "KiB" },
      { name: "bare page, size", value: floorOne.bytes / 1_024, unit: "KiB" },
      ...figures("first page", one),
      { name: "first page, p95 at 1 connection", value: one.p95, unit: "ms", limit: 60 },
      { name: "bare page, p95 at 1 connection", value: floorOne.p95, unit: "ms" },
      ...figures("first page", many),
      { name: "first page, p95 at 16 connections", value: many.p95, unit: "ms" },
      ...figures("bare page", floorMany),
      { name: "bare page, p95 at 16 connections", value: floorMany.p95, unit: "ms" },
      {
        name: "first page ÷ bare page, p95 at 16 connections",
        value: many.p95 / floorMany.p95,
        unit: "times",
        limit: 1.5,
      },
      { name: "the same, least of the rounds", value: ratios[0]!, unit: "times" },
      { name: "the same, most of the rounds", value: ratios[ROUNDS - 1]!, unit: "times" },
    ];
  } finally {
    await product.stop();
    await bare.stop();
  }
}

function figures(name: string, { connections, perSecond, p50 }: Measured): Figure[] {
  return [
    { name: `${name}, median at ${connections} connections`, value: p50, unit: "ms" },
    { name: `${name}, answers at ${connections} connections`, value: perSecond, unit: "a second" },
  ];
}

/** The address of the bare page with as many rows as make the same number of bytes, within a row. */
async function sameSize(origin: string, bytes: number): Promise<string> {
  const sizeOf = async (rows: number) =>
    (await (await fetch(`${origin}/?rows=${rows}`)).arrayBuffer()).byteLength;
  const [few, more] = [await sizeOf(100), await sizeOf(200)];
  const rows = Math.max(1, Math.round(100 + (bytes - few) / ((more - few) / 100)));
  return `${origin}/?rows=${rows}`;
}
