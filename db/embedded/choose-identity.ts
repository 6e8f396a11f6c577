import { spawnSync } from "node:child_process";
import { chownSync, existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * As whom PostgreSQL runs, since it refuses root: as ourselves, as another user, or as ourselves seen
 * as an ordinary user from inside a user namespace (files stay ours, no path needs opening up).
 */
export type Identity =
  | { kind: "self" }
  | { kind: "namespace"; uid: number; gid: number }
  | { kind: "user"; uid: number; gid: number };

interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * Chooses the identity for a cluster directory. Root runs an existing cluster as its owner; a new one in a
 * user namespace where the kernel allows it, else as an unprivileged account that is given the directory.
 */
export function chooseIdentity(directory: string): Identity {
  const uid = process.getuid?.();
  if (uid === undefined) return { kind: "self" };
  const accounts = readAccounts();
  if (uid !== 0 && (accounts.length === 0 || accounts.some((account) => account.uid === uid)))
    return { kind: "self" };

  if (uid === 0 && existsSync(directory)) {
    const owner = statSync(directory);
    if (owner.uid !== 0) return { kind: "user", uid: owner.uid, gid: owner.gid };
  }
  const ordinary = ordinaryAccount(accounts);
  if (ordinary && namespacesWork(ordinary))
    return { kind: "namespace", uid: ordinary.uid, gid: ordinary.gid };
  if (uid === 0 && ordinary) return { kind: "user", uid: ordinary.uid, gid: ordinary.gid };
  throw new Error(
    "The embedded database cannot run as this user. Start Framewatch as an ordinary user, or set DATABASE_URL.",
  );
}

/** The command line and spawn options that run `program` under an identity. */
export function runAs(identity: Identity, program: string, args: string[]) {
  switch (identity.kind) {
    case "self":
      return { file: program, args, options: {} };
    case "namespace":
      return { file: "unshare", args: [...namespaceFlags(identity), program, ...args], options: {} };
    case "user":
      return { file: program, args, options: { uid: identity.uid, gid: identity.gid } };
  }
}

/** Gives a directory tree to the identity's user, after checking that this user can reach it. */
export function handOver(identity: Identity, directory: string): void {
  if (identity.kind !== "user" || process.getuid?.() !== 0) return;
  for (let parent = dirname(directory); parent !== dirname(parent); parent = dirname(parent)) {
    const { mode, uid } = statSync(parent);
    if ((mode & 0o001) === 0 && uid !== identity.uid)
      throw new Error(
        `FRAMEWATCH_DATA: the embedded database does not run as root, and other users cannot enter ${parent}. ` +
          "Choose another folder, or allow entering this one.",
      );
  }
  giveTree(directory, identity.uid, identity.gid);
}

function giveTree(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid);
  if (lstatSync(path).isDirectory())
    for (const name of readdirSync(path)) giveTree(join(path, name), uid, gid);
}

function namespaceFlags({ uid, gid }: { uid: number; gid: number }): string[] {
  return ["--user", `--map-user=${uid}`, `--map-group=${gid}`];
}

function namespacesWork(account: Account): boolean {
  if (process.platform !== "linux") return false;
  return spawnSync("unshare", [...namespaceFlags(account), "true"], { stdio: "ignore" }).status === 0;
}

/** initdb looks its user up by name, so the borrowed uid must be one that exists. */
function ordinaryAccount(accounts: Account[]): Account | undefined {
  const preferred = ["postgres", "nobody"].map((name) => accounts.find((account) => account.name === name));
  return preferred.find(Boolean) ?? accounts.find((account) => account.uid > 0);
}

function readAccounts(): Account[] {
  if (process.platform !== "linux" || !existsSync("/etc/passwd")) return [];
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
