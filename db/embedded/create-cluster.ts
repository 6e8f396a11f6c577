import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { handOver, type Identity, runAs } from "./choose-identity";
import type { Binaries } from "./locate-binaries";

/** What is remembered of a cluster, in a file only its owner can read. */
export interface Secrets {
  /** The PostgreSQL superuser `postgres`; used by the launcher alone. */
  superuserPassword: string;
  /** The role `framewatch` that owns the database and is not a superuser. */
  ownerPassword: string;
  /** Loopback port of the last start, tried first the next time. */
  port?: number;
}

const secretsFile = "framewatch.json";

/**
 * Creates a cluster (UTF-8, sorted by code point, scram passwords) beside its final place and renames it
 * there, so that an interrupted first start leaves nothing half made.
 */
export async function createCluster(directory: string, binaries: Binaries, identity: Identity) {
  const draft = `${directory}.new`;
  const passwordFile = `${draft}-password`;
  mkdirSync(dirname(directory), { recursive: true });
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const secrets: Secrets = { superuserPassword: newPassword(), ownerPassword: newPassword() };
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${secrets.superuserPassword}\n`, { mode: 0o600, flag: "wx" });
  try {
    handOver(identity, draft);
    handOver(identity, passwordFile);
    await initialise(draft, passwordFile, binaries, identity);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeSecrets(draft, secrets);
  handOver(identity, draft);
  renameSync(draft, directory);
}

function initialise(draft: string, passwordFile: string, binaries: Binaries, identity: Identity) {
  const args = [
    `--pgdata=${draft}`,
    `--pwfile=${passwordFile}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  const command = runAs(identity, binaries.initdb, args);
  return new Promise<void>((resolve, reject) => {
    const child = spawn(command.file, command.args, { ...command.options, cwd: "/", stdio: "pipe" });
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`The embedded database could not be created: ${output.trim()}`)),
    );
  });
}

/** Reads a cluster's secrets; throws with the way out when the file is gone. */
export function readSecrets(directory: string): Secrets {
  const path = join(directory, secretsFile);
  if (!existsSync(path))
    throw new Error(
      `${path} is missing. Restore it from a backup of FRAMEWATCH_DATA, or choose another folder.`,
    );
  return JSON.parse(readFileSync(path, "utf8")) as Secrets;
}

/** Replaces a cluster's secrets file in one step. */
export function writeSecrets(directory: string, secrets: Secrets): void {
  const path = join(directory, secretsFile);
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function newPassword(): string {
  return randomBytes(24).toString("base64url");
}
