import { queueNotices } from "./queue-notices";
import { sendDueMails } from "./send-due-mails";
import { tellDelays } from "./tell-delays";
import { tellNews } from "./tell-news";

// A process that does nothing but tell, for a test that kills it. Its clock runs a minute a round, from `STARTS_AT`.
let now = new Date(process.env.STARTS_AT ?? "");
for (;;) {
  await tellNews(now);
  await tellDelays(now);
  await queueNotices(now);
  await sendDueMails(now);
  process.stdout.write(`round ${now.toISOString()}\n`);
  now = new Date(now.getTime() + 60_000);
}
