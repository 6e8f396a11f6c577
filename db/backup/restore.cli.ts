import { resolve } from "node:path";
import { env } from "@/lib/env";
import { BackupRefused } from "./refused";
import { restore } from "./restore";

// `npm run restore -- FILE`: a backup into an empty database, while the app is stopped.
const [file, ...rest] = process.argv.slice(2);
const began = performance.now();
try {
  if (!file || rest.length > 0) throw new BackupRefused("Name the backup to read: npm run restore -- FILE");
  const { DATABASE_URL, DATABASE_OWNER_URL, FRAMEWATCH_DATA, S3_BUCKET } = env();
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  const { rows, files, head } = await restore(path, {
    ownerUrl: DATABASE_OWNER_URL ?? DATABASE_URL,
    appUrl: DATABASE_URL,
    folder: FRAMEWATCH_DATA,
  });
  const all = Object.values(rows).reduce((sum, some) => sum + some, 0);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `Restored ${path}, as of ${head.madeAt}: ${head.tables.length} tables with ${all} rows and ${files} files, in ${seconds} s.`,
  );
  if (head.files === "in a bucket")
    console.log("The files were in a bucket, which the backup does not hold: S3_… must name it, or a copy.");
  else if (S3_BUCKET && files > 0)
    console.log(
      `Copy files and reports from ${FRAMEWATCH_DATA} into the bucket ${S3_BUCKET} before the start.`,
    );
  console.log(
    "Links, sessions and tokens that were ended since then stand again: end them again where it matters.",
  );
} catch (error) {
  console.error(`Nothing was restored. ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
