import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@/db/embedded/find-free-port";

export interface Serving {
  origin: string;
  /** Its data folder, with the embedded database in `postgres`. */
  data: string;
  /** All it has said so far, on both streams. */
  said(): string;
  stop(): Promise<void>;
}

/** A folder for one product's data; stopping the product removes it. */
export const dataFolder = () => mkdtemp(join(tmpdir(), "framewatch-bench-"));

/** The product as a person starts it (`npm start`), with demo data in a folder of its own, or over what a folder holds. */
export async function serveProduct(
  environment: Record<string, string> = {},
  over?: string,
): Promise<Serving> {
  const port = await findFreePort();
  const data = over ?? (await dataFolder());
  const child = spawn(process.execPath, ["lib/launch/start.mjs"], {
    env: {
      ...process.env,
      PORT: String(port),
      FRAMEWATCH_DATA: data,
      NODE_ENV: "production",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  child.stderr.pipe(process.stderr, { end: false });
  await lineWith(child, "Framewatch ready at");
  return {
    said: () => said,
    origin: `http://localhost:${port}`,
    data,
    stop: async () => {
      await ended(child);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The floor: a bare dynamic Next page, built and served by the same Next. */
export async function serveBarePage(): Promise<Serving> {
  const port = await findFreePort();
  const next = "node_modules/next/dist/bin/next";
  await rm("bench/bare-page/.next", { recursive: true, force: true });
  const build = spawn(process.execPath, [next, "build", "bench/bare-page"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => build.once("exit", resolve));
  if (code !== 0) throw new Error("The bare page did not build.");
  const child = spawn(process.execPath, [next, "start", "bench/bare-page", "-p", String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await lineWith(child, "Ready in");
  return { origin: `http://localhost:${port}`, data: "", said: () => "", stop: () => ended(child) };
}

/** Signs in as a browser does; answers the cookies to send from then on. */
export async function signIn(origin: string, email: string, password: string): Promise<string> {
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookies(csrf), origin },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const session = cookies(answer);
  if (!session.includes("session-token"))
    throw new Error(`Signing in as ${email} answered ${answer.status}.`);
  return session;
}

function cookies(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

function lineWith(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`Ended with code ${code} before it said "${words}".`)));
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(words)) resolve();
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
