import { createHash } from "node:crypto";
import { mkdirSync, rmSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const longestSocketPath = 100;
const stopLimit = 60_000;

/**
 * Holds a data folder for one start at a time, by a local socket that the system closes when its process ends
 * however it ends. A holder that is stopping is waited for.
 * @param {string} folder the data folder; made when missing
 * @param {() => boolean} isStopping asked when another start knocks
 * @returns {Promise<{ verify(): void }>} verify throws when another start took the folder in the same instant
 */
export async function lockFolder(folder, isStopping) {
  mkdirSync(folder, { recursive: true });
  const path = socketPath(folder);
  const deadline = Date.now() + stopLimit;
  while (!(await listen(path, isStopping))) {
    const holder = await ask(path);
    if (holder === null) rmSync(path, { force: true });
    else if (!holder.stopping || Date.now() > deadline)
      throw new Error(
        `Framewatch already runs on ${folder} (process ${holder.pid}). Stop it first, or set FRAMEWATCH_DATA to another folder.`,
      );
    else await pause(200);
  }
  const { ino } = statSync(path);
  const isOurs = () => statSync(path, { throwIfNoEntry: false })?.ino === ino;
  process.on("exit", () => isOurs() && rmSync(path, { force: true }));
  return {
    verify() {
      if (!isOurs()) throw new Error(`Another start of Framewatch took ${folder} at the same moment.`);
    },
  };
}

function socketPath(folder) {
  const inside = join(folder, "start.sock");
  if (inside.length <= longestSocketPath) return inside;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  return join(tmpdir(), `framewatch-${name}.sock`);
}

function listen(path, isStopping) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.end(JSON.stringify({ pid: process.pid, stopping: isStopping() }));
    });
    server.unref();
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error)));
    server.listen(path, () => resolve(true));
  });
}

function ask(path) {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(path);
    socket.setTimeout(5000, () => socket.destroy());
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => resolve(null));
    socket.on("close", () => resolve(text === "" ? null : JSON.parse(text)));
  });
}
