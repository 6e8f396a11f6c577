import { parentPort } from "node:worker_threads";
import { type LearnFrom, learn } from "@/lib/forecast/learn";
import { stepBack } from "@/lib/launch/step-back";

// One question to a thread: it takes seconds to minutes, in which pages are served elsewhere.
stepBack();
parentPort?.once("message", (from: LearnFrom) => parentPort?.postMessage(learn(from)));
