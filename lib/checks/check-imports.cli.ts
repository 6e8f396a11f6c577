import { findBreaches } from "./import-rules";
import { readImports } from "./read-imports";

// `npm run lint`, second half: prints each import that the architecture forbids.
const breaches = findBreaches(readImports(process.cwd()));
for (const breach of breaches) console.error(breach);
process.exitCode = breaches.length > 0 ? 1 : 0;
