import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Learned, LearnFrom } from "@/lib/forecast/learn";

const MEGABYTES = 1024;
const MINUTES = 30;

/** Learns in a process of its own. Throws where it ends without an answer, runs out of memory or takes half an hour. */
export function learnInProcess(from: LearnFrom): Promise<Learned | null> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("./learn-process.ts", import.meta.url)), [], {
      execArgv: [`--max-old-space-size=${MEGABYTES}`, "--import", "tsx"],
      serialization: "advanced",
    });
    const timer = setTimeout(() => {
      fail(new Error(`Learning took longer than ${MINUTES} minutes.`));
      child.kill("SIGKILL");
    }, MINUTES * 60_000);
    timer.unref();
    function fail(error: Error): void {
      clearTimeout(timer);
      reject(error);
    }
    child.once("message", (answer: { learned: Learned | null }) => {
      clearTimeout(timer);
      resolve(answer.learned);
    });
    child.once("error", fail);
    child.once("exit", (code, signal) => fail(new Error(`Learning ended with ${signal ?? `code ${code}`}.`)));
    child.send(from);
  });
}
