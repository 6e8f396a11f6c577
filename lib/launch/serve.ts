import { fork, spawn } from "node:child_process";
import { join } from "node:path";
import { findFreePort } from "@/db/embedded/find-free-port";
import { type EmbeddedServer, startServer } from "@/db/embedded/start-server";
import { type Configuration, parseConfiguration } from "@/lib/env";
import { announce } from "./announce";
import { buildApp, isBuilt, serverFile } from "./build-app";
import type { Prepared } from "./prepare";
import { endProcess, exitOf, Shutdown } from "./shutdown";
import { startBackground } from "./start-background";
import { checkAddress, startWorkers, whenAnswering } from "./start-workers";
import { watchNpm } from "./watch-npm";

const shutdown = new Shutdown();
const npmIsGone = watchNpm();

/** Asked by another start on the same data folder: whether waiting for this one makes sense. */
export function stoppingWithNpm(): boolean {
  if (npmIsGone()) void shutdown.stop(0);
  return shutdown.isStopping;
}

export interface ServeOptions {
  root: string;
  /** `next dev` instead of a build. */
  dev: boolean;
  /** Called right before the embedded database starts; throws when the data folder is somebody else's. */
  beforeDatabase: () => void;
}

/** Builds what is stale, starts the database and the app, and stays until a signal ends both. */
export async function serve(options: ServeOptions): Promise<void> {
  process.on("SIGINT", () => void shutdown.stop(0));
  process.on("SIGTERM", () => void shutdown.stop(0));
  setInterval(stoppingWithNpm, 1000).unref();
  try {
    await start(options);
  } catch (error) {
    console.error(`Framewatch cannot start: ${error instanceof Error ? error.message : error}`);
    await shutdown.stop(1);
  }
}

async function start({ root, dev, beforeDatabase }: ServeOptions): Promise<void> {
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  const configuration = await settle(parseConfiguration(process.env));
  const { HOST, PORT } = configuration;
  await shutdown.step(checkAddress(HOST, PORT));
  if (!dev && !isBuilt(root)) {
    console.log("Building the app …");
    const { built, output } = await buildApp(root, (...program) => shutdown.run(...program));
    if (!built) throw new Error(`the app could not be built:\n${output}`);
  }

  beforeDatabase();
  const databaseUrl = configuration.DATABASE_URL ?? (await startEmbedded(configuration));
  const variables: Record<string, string> = {
    DATABASE_URL: databaseUrl,
    DEMO: configuration.DEMO ? "1" : "0",
    FRAMEWATCH_DATA: configuration.FRAMEWATCH_DATA,
    FRAMEWATCH_URL: configuration.FRAMEWATCH_URL,
    PORT: String(PORT),
    HOST,
  };
  const prepared = await prepare(root, variables);
  Object.assign(variables, {
    HOSTNAME: HOST,
    NEXTAUTH_URL: configuration.FRAMEWATCH_URL,
    NEXTAUTH_SECRET: prepared.sessionSecret,
  });
  // The app itself never acts as the tables' owner.
  delete process.env.DATABASE_OWNER_URL;

  const endPages = dev
    ? serveSources(root, configuration, variables)
    : startWorkers(join(root, serverFile), configuration.WEB_CONCURRENCY, variables, fail);
  const endBackground = startBackground(root, variables);
  // At once: Ctrl-C ends every process of the terminal, and one that is not told to stay away would be replaced.
  shutdown.add(async () => void (await Promise.all([endPages(), endBackground()])));
  await shutdown.step(whenAnswering(originOf(configuration)));
  announce(configuration, prepared);
}

function fail(error: Error): void {
  console.error(error.message);
  void shutdown.stop(1);
}

async function settle(configuration: Configuration): Promise<Configuration> {
  if (configuration.PORT !== 0) return configuration;
  const PORT = await findFreePort();
  return parseConfiguration({ ...process.env, PORT: String(PORT) });
}

/** Starts the embedded database, has it stopped at the end, and starts it again should it be killed. */
async function startEmbedded({ FRAMEWATCH_DATA }: Configuration): Promise<string> {
  const directory = join(FRAMEWATCH_DATA, "postgres");
  let starting = startServer({ directory });
  let server: EmbeddedServer | null = null;
  shutdown.add(() =>
    starting.then(
      (started) => started.stop(),
      () => {},
    ),
  );
  server = await shutdown.step(starting);
  setInterval(() => {
    if (server === null || server.isAlive() || shutdown.isStopping) return;
    console.error("The embedded database ended; starting it again.");
    server = null;
    starting = startServer({ directory });
    starting.then((started) => {
      server = started;
    }, fail);
  }, 500).unref();
  return server.url;
}

/** Migrates, seeds and reads the kept secrets, in a process of its own that ends afterwards. */
async function prepare(root: string, variables: Record<string, string>): Promise<Prepared> {
  const child = fork(join(root, "lib", "launch", "prepare.ts"), [], {
    env: { ...process.env, ...variables },
    execArgv: ["--import", "tsx"],
  });
  let answer: Prepared | { failure: string } = { failure: "the database could not be prepared, see above." };
  child.on("message", (message) => {
    answer = message as typeof answer;
  });
  shutdown.add(() => endProcess(child));
  await shutdown.step(exitOf(child));
  if ("failure" in answer) throw new Error(answer.failure);
  return answer;
}

/** @returns ends it. */
function serveSources(
  root: string,
  { HOST, PORT }: Configuration,
  variables: Record<string, string>,
): () => Promise<void> {
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, "dev", "-p", String(PORT), "-H", HOST], {
    cwd: root,
    env: { ...process.env, ...variables, NODE_ENV: "development" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  child.once("exit", () => shutdown.isStopping || fail(new Error("next dev ended, see above.")));
  return () => endProcess(child);
}

function originOf({ HOST, PORT }: Configuration): string {
  if (HOST === "0.0.0.0") return `http://127.0.0.1:${PORT}`;
  if (HOST === "::") return `http://[::1]:${PORT}`;
  return `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`;
}
