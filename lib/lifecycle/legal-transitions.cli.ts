import { writeFileSync } from "node:fs";
import { legalTransitions } from "./legal-transitions";

// Writes what the database refuses by (`npm run db:legal`); a new step of the machine needs it run once.
const rows = legalTransitions().map((t) => JSON.stringify([t.event, t.from ?? "", t.to]));
writeFileSync("db/legal-transitions.json", `[\n  ${rows.sort().join(",\n  ")}\n]\n`);
