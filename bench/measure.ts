import { Agent, request } from "node:http";

/** What so many connections saw of one address, in milliseconds and answers a second. */
export interface Measured {
  connections: number;
  answers: number;
  perSecond: number;
  p50: number;
  p95: number;
  bytes: number;
}

/**
 * Asks one address over and over on `connections` kept-open connections for `seconds`, or until `signal`: each at once
 * when it was answered, or at most once in `every` ms, as people do. Throws on any answer but 200, since a fast error page
 * would measure as a fast page.
 */
export async function measure(
  address: string,
  {
    connections,
    seconds,
    headers = {},
    every = 0,
    signal,
  }: {
    connections: number;
    seconds: number;
    headers?: Record<string, string>;
    every?: number;
    signal?: AbortSignal;
  },
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  let bytes = 0;
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  const ask = async () => {
    while (performance.now() < end && !signal?.aborted) {
      const start = performance.now();
      bytes = await size(address, agent, headers);
      took.push(performance.now() - start);
      const left = every - (performance.now() - start);
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    }
  };
  await Promise.all(Array.from({ length: connections }, ask));
  agent.destroy();
  const elapsed = (performance.now() - begin) / 1_000;
  took.sort((a, b) => a - b);
  const at = (part: number) =>
    took[Math.min(took.length - 1, Math.ceil(took.length * part) - 1)] ?? Number.NaN;
  return {
    connections,
    answers: took.length,
    perSecond: took.length / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    bytes,
  };
}

function size(address: string, agent: Agent, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { agent, headers }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on("end", () =>
        response.statusCode === 200
          ? resolve(bytes)
          : reject(
              new Error(`${address} answered ${response.statusCode} ${response.headers.location ?? ""}`),
            ),
      );
    });
    asked.on("error", reject);
    asked.end();
  });
}
