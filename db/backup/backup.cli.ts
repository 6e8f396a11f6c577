import { resolve } from "node:path";
import { env } from "@/lib/env";
import manifest from "@/package.json";
import { backUp } from "./back-up";
import { BackupRefused } from "./refused";

// `npm run backup -- FILE`: the database and the files in one new file, while the app runs or not.
const [file, ...rest] = process.argv.slice(2);
const began = performance.now();
try {
  if (!file || rest.length > 0) throw new BackupRefused("Name the file to write: npm run backup -- FILE");
  const { DATABASE_URL, DATABASE_OWNER_URL, FRAMEWATCH_DATA, S3_ENDPOINT, S3_BUCKET } = env();
  // npm runs a script in the project's folder; a person names a file from theirs.
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  const { tables, rows, files, bytes } = await backUp(
    path,
    {
      ownerUrl: DATABASE_OWNER_URL ?? DATABASE_URL,
      folder: S3_ENDPOINT ? null : FRAMEWATCH_DATA,
      version: manifest.version,
    },
    new Date(),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `Wrote ${path}: ${tables} tables with ${rows} rows and ${files} files, ${bytes} bytes, in ${seconds} s.`,
  );
  if (S3_ENDPOINT)
    console.log(
      `The files are in the bucket ${S3_BUCKET}, which this backup does not hold: keep versions of it there.`,
    );
  console.log(
    "It holds what passwords are checked against and what seals sessions: keep it as safe as the database.",
  );
} catch (error) {
  console.error(`No backup was made. ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
