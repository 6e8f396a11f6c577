import { closeDatabase } from "@/db/client";
import { asActor } from "@/lib/access/actor";
import { checkCounts } from "./check-counts";
import { checkChains, checkEndedStays, checkReplay } from "./check-history";

// `npm run db:check`: recounts, replays all history, prints what differs; exit 1 when anything does.
const differences = await asActor(
  { kind: "system", job: "db:check" },
  async (tx) => [
    ...(await checkCounts(tx)),
    ...(await checkChains(tx)),
    ...(await checkEndedStays(tx)),
    ...(await checkReplay(tx)),
  ],
  { readOnly: true },
);
await closeDatabase();
for (const difference of differences) process.stdout.write(`${difference}\n`);
process.stdout.write(`${differences.length} differences\n`);
process.exitCode = differences.length === 0 ? 0 : 1;
