import { closeDatabase } from "@/db/client";
import { env } from "@/lib/env";
import { SHARED_DEMO } from "@/lib/launch/announce";
import { tellDemo } from "./demo/tell";
import { emptyDatabase } from "./empty-database";

// `npm run demo:reset`: everything out, the demo in again with dates relative to now. Never where DEMO is off.
const { DEMO, DATABASE_URL, DATABASE_OWNER_URL, FRAMEWATCH_URL } = env();
if (DEMO) {
  await emptyDatabase(DATABASE_OWNER_URL ?? DATABASE_URL);
  const { sharedPath } = await tellDemo(new Date());
  process.stdout.write(
    `The demo stands as on its first day.\n${SHARED_DEMO}\n  ${FRAMEWATCH_URL}${sharedPath}\n`,
  );
} else {
  process.stderr.write(
    "DEMO is off, so nothing was removed. Set DEMO=1 if this database holds nothing but the demo.\n",
  );
  process.exitCode = 1;
}
await closeDatabase();
