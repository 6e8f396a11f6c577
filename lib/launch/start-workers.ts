import cluster, { type Worker } from "node:cluster";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { ConfigurationError } from "@/lib/env";
import { keepRunning } from "./keep-running";

const firstAnswerLimit = 120_000;
const mostQuickDeaths = 5;
/** Room for what pages leave behind at once; with Node's own 16 MB a server answers a quarter fewer pages. */
const YOUNG_MEGABYTES = 64;
const greeting = /^(▲ Next\.js|- (Local|Network): |✓ (Ready|Running) |$)/;

/**
 * Serves `program` from `count` processes on one port and replaces a process that dies. A process whose
 * launcher is killed ends by itself.
 * @returns ends them all: politely, and after ten seconds for good.
 */
export function startWorkers(
  program: string,
  count: number,
  variables: Record<string, string>,
  onFailure: (error: Error) => void,
): () => Promise<void> {
  cluster.setupPrimary({
    exec: program,
    execArgv: [`--max-semi-space-size=${YOUNG_MEGABYTES}`],
    silent: true,
  });
  const giveUp = (inARow: number) => {
    if (inARow > mostQuickDeaths) onFailure(new Error("The server ends again and again, see above."));
  };
  const serve = () => {
    const worker = cluster.fork(variables);
    forwardOutput(worker);
    return worker.process;
  };
  const ends = Array.from({ length: count }, () => keepRunning(serve, giveUp));
  return async () => void (await Promise.all(ends.map((end) => end())));
}

/** Shows what a process prints, but for the framework's own greeting: ours is printed when all is ready. */
function forwardOutput({ process: { stdout, stderr } }: Worker): void {
  stderr?.pipe(process.stderr, { end: false });
  if (!stdout) return;
  createInterface({ input: stdout }).on("line", (line) => {
    if (!greeting.test(line)) process.stdout.write(`${line}\n`);
  });
}

/** Waits until the app answers on its health address; throws after two minutes. */
export async function whenAnswering(origin: string): Promise<void> {
  const deadline = Date.now() + firstAnswerLimit;
  for (;;) {
    const status = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(30_000) }).then(
      (answer) => answer.status,
      () => null,
    );
    if (status !== null && status < 500) return;
    if (Date.now() > deadline) throw new Error(`The server does not answer at ${origin}.`);
    await pause(50);
  }
}

/** Throws ConfigurationError naming PORT or HOST when nothing can listen there, or no browser would ask there. */
export async function checkAddress(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(new ConfigurationError(refusal(error, host, port))),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
  // Ports of other services are refused before anything is sent (Fetch standard, "bad port"), by browsers too.
  const failure = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) }).then(
    () => null,
    (error: Error) => error.cause as Error | undefined,
  );
  if (failure?.message === "bad port")
    throw new ConfigurationError(`PORT ${port} is refused by browsers: set PORT to another number.`);
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `PORT ${port} is already in use: stop what listens there, or set PORT to another number.`;
    case "EACCES":
      return `PORT ${port} needs more rights: set PORT to a number above 1023.`;
    default:
      return `HOST "${host}" is no address of this machine (${error.code}).`;
  }
}
