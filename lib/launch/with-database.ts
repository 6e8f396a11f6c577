import { spawn } from "node:child_process";
import { join } from "node:path";
import { type EmbeddedServer, startServer } from "@/db/embedded/start-server";
import { parseConfiguration } from "@/lib/env";
import { lockFolder } from "./lock.mjs";
import { exitOf } from "./shutdown";

// `tsx lib/launch/with-database.ts [--alone] SCRIPT …`: runs a script with DATABASE_URL set. Without one, the embedded
// database of FRAMEWATCH_DATA is used where it runs, or else started for as long as the script takes; with --alone, only
// where no app runs on that folder, nor can start meanwhile.
const alone = process.argv[2] === "--alone";
let server: EmbeddedServer | null = null;
try {
  const configuration = parseConfiguration(process.env);
  if (configuration.DATABASE_URL === undefined) {
    if (alone) await lockFolder(configuration.FRAMEWATCH_DATA, () => false);
    server = await startServer({ directory: join(configuration.FRAMEWATCH_DATA, "postgres") });
  }
  const child = spawn(process.execPath, ["--import", "tsx", ...process.argv.slice(alone ? 3 : 2)], {
    stdio: "inherit",
    env: {
      ...process.env,
      DEMO: configuration.DEMO ? "1" : "0",
      ...(server ? { DATABASE_URL: server.url } : {}),
    },
  });
  // The terminal's Ctrl-C reaches the script too; we outlive it to stop the database.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.exitCode = (await exitOf(child)) ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  if (server && !server.adopted) await server.stop();
}
