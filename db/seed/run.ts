import { parseArgs } from "node:util";
import { closeDatabase } from "@/db/client";
import { tellDemo } from "./demo/tell";

// `npm run db:seed`: the demo into an empty database; with `--variants N`, that many more for measuring.
const { values } = parseArgs({ options: { variants: { type: "string" } } });
if (values.variants === undefined) {
  await tellDemo(new Date());
} else {
  const { growTo } = await import("./grow");
  const made = await growTo(Number(values.variants), new Date());
  process.stdout.write(`${made} variants added.\n`);
}
await closeDatabase();
