import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { catalogue } from "./catalogue";
import { dates } from "./dates";
import { type Figure, firstPage } from "./first-page";
import { guesses } from "./guesses";
import { live } from "./live";
import { office } from "./office";
import { reports } from "./reports";

const benches: Record<string, () => Promise<Figure[]>> = {
  "first-page": firstPage,
  live,
  catalogue,
  dates,
  guesses,
  reports,
};
/** Asked for by name alone, since it needs LibreOffice. */
const named: typeof benches = { office };

// `npm run bench [-- NAME] [-- --json FILE]`: measures, prints, and exits with 1 where a promise is missed.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const names = positionals.length > 0 ? positionals : Object.keys(benches);
const all: Record<string, Figure[]> = {};
let missed = 0;
for (const name of names) {
  const bench = benches[name] ?? named[name];
  if (!bench)
    throw new Error(
      `There is no bench named ${name}. There are: ${Object.keys({ ...benches, ...named }).join(", ")}.`,
    );
  process.stdout.write(`${name} (Node ${process.version}, ${cpus().length} cores)\n`);
  all[name] = await bench();
  for (const figure of all[name]) {
    const over = figure.limit !== undefined && figure.value > figure.limit;
    if (over) missed += 1;
    const promise =
      figure.limit === undefined ? "" : ` (${over ? "MISSED" : "kept"}: at most ${figure.limit})`;
    process.stdout.write(`  ${figure.name}: ${figure.value.toFixed(2)} ${figure.unit}${promise}\n`);
  }
}
if (values.json) await writeFile(values.json, `${JSON.stringify(all, null, 2)}\n`);
process.exitCode = missed > 0 ? 1 : 0;
