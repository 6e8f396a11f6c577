import { rename, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { KINDS } from "./keep-files";

/**
 * Moves what was written below `draft` to where files are kept, where nothing lies yet.
 * @returns moves it back.
 */
export async function placeFiles(draft: string, folder: string): Promise<() => Promise<void>> {
  const placed: string[] = [];
  const takeBack = async () => {
    for (const kind of placed.splice(0)) await rename(join(folder, kind), join(draft, kind));
  };
  try {
    for (const kind of KINDS) {
      if (await moveFolder(join(draft, kind), join(folder, kind))) placed.push(kind);
    }
  } catch (error) {
    await takeBack();
    throw error;
  }
  return takeBack;
}

/** False where there is nothing to move. */
async function moveFolder(from: string, to: string): Promise<boolean> {
  const unlessMissing = (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return false;
  };
  await rmdir(to).catch(unlessMissing);
  return rename(from, to).then(() => true, unlessMissing);
}
