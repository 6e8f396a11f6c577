import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { backtest, type Score } from "./backtest";
import { type Protocol, roundsOf } from "./protocol";
import { LogError, readLog } from "./read-log";

const USAGE = "npm run backtest -- [--protocol fair|holdout] [--json] FILE.csv…";

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function readArguments(): { protocol: Protocol; json: boolean; files: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: { protocol: { type: "string", default: "fair" }, json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const { protocol, json } = values;
    if (protocol !== "fair" && protocol !== "holdout") throw new Error(`There is no protocol "${protocol}".`);
    if (positionals.length === 0) throw new Error("Name at least one event log.");
    return { protocol, json, files: positionals };
  } catch (fault) {
    return fail(`${fault instanceof Error ? fault.message : fault}\n${USAGE}`);
  }
}

function row({ method, mae, coverage50, coverage85, p85, seconds }: Score): string {
  const cell = (value: number | null): string => (value === null ? "–" : value.toFixed(2)).padStart(10);
  return `  ${method.padEnd(22)}${[mae, coverage50, coverage85, p85].map(cell).join("")}${seconds.toFixed(1).padStart(10)}`;
}

function run(file: string, protocol: Protocol, json: boolean): void {
  const histories = readLog(readFileSync(file, "utf8"));
  const log = basename(file).replace(/\.csv$/i, "");
  const rounds = roundsOf(protocol, histories);
  if (rounds.every((round) => round.asked.length === 0)) {
    throw new LogError("No case is long enough to ask about (three events) under this protocol.");
  }
  const progress = (done: number, of: number): void => {
    if (process.stderr.isTTY)
      process.stderr.write(done < of ? `\r${log}: round ${done} of ${of}` : "\r\u001b[K");
  };
  const scores = backtest(rounds, () => performance.now() / 1000, { onRound: progress });
  if (json) {
    for (const score of scores) console.log(JSON.stringify({ log, protocol, ...score }));
    return;
  }
  const events = histories.reduce((sum, h) => sum + h.events.length, 0);
  const prefixes = scores[0]?.prefixes ?? 0;
  console.log(
    `${log} (${protocol}): ${histories.length} cases, ${events} events, ${prefixes} test prefixes; days`,
  );
  console.log(
    `  ${"method".padEnd(22)}${["MAE", "P50 held", "P85 held", "mean P85", "seconds"].map((h) => h.padStart(10)).join("")}`,
  );
  for (const score of scores) console.log(row(score));
}

const { protocol, json, files } = readArguments();
for (const file of files) {
  try {
    run(file, protocol, json);
  } catch (fault) {
    fail(`${file}: ${fault instanceof Error ? fault.message : fault}`);
  }
}
