import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** `npm start` as a person meets it, with the app already built: without demo data, in its own folder and port. */
export interface OwnHouse {
  child: ChildProcess;
  /** All that it has printed so far. */
  output: string;
}

/**
 * Starts one with the built app and waits until it is ready or has given up. What an earlier test of the same worker
 * set up for the shared server does not count for it.
 */
export async function startOwnHouse(variables: Record<string, string>): Promise<OwnHouse> {
  const { DATABASE_URL: _shared, ...environment } = process.env;
  const child = spawn(process.execPath, ["lib/launch/start.mjs"], {
    env: { ...environment, DEMO: "0", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const house: OwnHouse = { child, output: "" };
  await new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        house.output += chunk;
        if (/ready at .*\n/.test(house.output)) resolve();
      });
    child.once("close", () => resolve());
  });
  return house;
}

/** Ends it by a signal; its exit code, null where the signal killed it. */
export async function endHouse({ child }: OwnHouse, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, "close");
  }
  return child.exitCode;
}
