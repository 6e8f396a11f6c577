import { closeDatabase } from "@/db/client";
import { startJobs } from "@/lib/jobs/start-jobs";

// The background work, in a process of its own: what it does in a thread of a process that serves pages holds those up.
// It is told the name under which it holds what it does; one that died before it had the same.
const stop = startJobs(process.argv[2]);
const end = () =>
  void stop()
    .then(closeDatabase)
    .then(() => process.exit(0));
process.once("SIGTERM", end);
process.once("SIGINT", end);
// The launcher is gone without a word, perhaps while this was loading.
process.once("disconnect", () => process.exit(1));
if (!process.connected) process.exit(1);
