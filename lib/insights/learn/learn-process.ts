import { type LearnFrom, learn } from "@/lib/forecast/learn";

// One question to a process: it takes seconds to minutes, in which other work goes on.
process.once("message", (from: LearnFrom) => process.send?.({ learned: learn(from) }, () => process.exit()));
