import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Learned, LearnFrom } from "@/lib/forecast/learn";

const MEGABYTES = 1024;
const MINUTES = 30;

/**
 * Learns in a process of its own. Throws where that ends without an answer, runs out of memory, takes half an hour, or is
 * given up because `stopping` says so.
 */
export function learnInProcess(from: LearnFrom, stopping?: AbortSignal): Promise<Learned | null> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("./learn-process.ts", import.meta.url)), [], {
      execArgv: [`--max-old-space-size=${MEGABYTES}`, "--import", "tsx"],
      serialization: "advanced",
      timeout: MINUTES * 60_000,
      killSignal: "SIGKILL",
      ...(stopping ? { signal: stopping } : {}),
    });
    child.once("message", (answer: { learned: Learned | null }) => resolve(answer.learned));
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(new Error(`Learning ended with ${signal ?? `code ${code}`}.`)),
    );
    child.send(from);
  });
}
