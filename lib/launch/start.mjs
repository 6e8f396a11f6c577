import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkNode, installMissing } from "./install.mjs";
import { lockFolder } from "./lock.mjs";

// `npm start`. Only what ships with Node.js may be imported until the packages are there.
const root = fileURLToPath(new URL("../..", import.meta.url));
let isStopping = () => false;

try {
  process.chdir(root);
  checkNode();
  const usesEmbedded = !process.env.DATABASE_URL;
  const lock = usesEmbedded
    ? await lockFolder(resolve(process.env.FRAMEWATCH_DATA || ".data"), () => isStopping())
    : null;
  await installMissing(root);
  const { register } = await import("tsx/esm/api");
  register();
  const { serve, stoppingWithNpm } = await import("./serve.ts");
  isStopping = stoppingWithNpm;
  await serve({ root, dev: process.argv.includes("--dev"), beforeDatabase: () => lock?.verify() });
} catch (error) {
  console.error(`Framewatch cannot start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
