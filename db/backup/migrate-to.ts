import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, migrationsFolder } from "../migrate";

/** Gives a database without tables those of an earlier schema: every change up to the one written at `when`. */
export async function migrateTo(when: number, ownerUrl: string, appUrl: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "framewatch-schema-"));
  try {
    await cp(migrationsFolder, folder, { recursive: true });
    const journal = join(folder, "meta", "_journal.json");
    const known = JSON.parse(await readFile(journal, "utf8")) as { entries: { when: number }[] };
    const entries = known.entries.filter((entry) => entry.when <= when);
    await writeFile(journal, JSON.stringify({ ...known, entries }));
    await migrate(ownerUrl, appUrl, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
