import { setTimeout as pause } from "node:timers/promises";
import { queueNotices } from "./queue-notices";
import { sendDueMails } from "./send-due-mails";
import { tellDelays } from "./tell-delays";
import { tellNews } from "./tell-news";

// A process that does nothing but tell, for a test that kills it. Schedulers share a clock: a minute each two seconds
// from `STARTS_AT`, which was at `STARTED`. A lease of five minutes is ten seconds then, also on a busy machine.
const startsAt = Date.parse(process.env.STARTS_AT ?? "");
const started = Number(process.env.STARTED);
for (;;) {
  const now = new Date(startsAt + (Date.now() - started) * 30);
  await tellNews(now);
  await tellDelays(now);
  await queueNotices(now);
  await sendDueMails(now);
  process.stdout.write(`round ${now.toISOString()}\n`);
  await pause(100);
}
