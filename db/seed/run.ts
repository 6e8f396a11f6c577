import { parseArgs } from "node:util";
import { closeDatabase } from "@/db/client";
import { tellDemo } from "./demo/tell";

// `npm run db:seed`: the demo into an empty database; with `--variants N`, that many more for measuring.
const { values } = parseArgs({ options: { variants: { type: "string" } } });
if (values.variants === undefined) {
  await tellDemo(new Date());
} else {
  const wanted = Number(values.variants);
  if (!Number.isInteger(wanted) || wanted < 1) throw new Error("--variants takes a whole number above 0.");
  const { grow } = await import("./grow");
  const made = await grow(wanted, new Date());
  process.stdout.write(`${made} variants added.\n`);
}
await closeDatabase();
