import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { Import } from "./import-rules";

const folders = ["app", "components", "db", "lib"];
const statement = /^\s*(?:import|export)\s+(type\s)?([^"';]*?)from\s+"([^"]+)"/gm;
const bare = /^\s*import\s+"([^"]+)"/gm;
const dynamic = /\bimport\(\s*"([^"]+)"\s*\)/g;

/** Every import of the repository's TypeScript, read from its formatted text. */
export function readImports(root: string): Import[] {
  const roots = ["instrumentation.ts", "proxy.ts"].filter((file) => existsSync(join(root, file)));
  return [...roots, ...folders.flatMap((folder) => listSources(root, folder))].flatMap((file) =>
    importsOf(file, readFileSync(join(root, file), "utf8")),
  );
}

/** The imports of one file, given its path in the repository and its text. */
export function importsOf(file: string, text: string): Import[] {
  const from = withoutExtension(file);
  const found = [...text.matchAll(statement)].map(([, type, names = "", source = ""]) => ({
    source,
    typeOnly: type !== undefined || isTypesOnly(names),
  }));
  for (const pattern of [bare, dynamic])
    for (const [, source = ""] of text.matchAll(pattern)) found.push({ source, typeOnly: false });
  return found.map(({ source, typeOnly }) => ({ from, to: resolveSource(file, source), typeOnly }));
}

/** `{ type A, type B }`: every name of the braces is a type, and nothing stands outside of them. */
function isTypesOnly(names: string): boolean {
  const inner = /^\{([^}]*)\}\s*$/.exec(names.trim())?.[1];
  if (inner === undefined) return false;
  return inner
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean)
    .every((name) => name.startsWith("type "));
}

function resolveSource(file: string, source: string): string {
  if (source.startsWith("@/")) return withoutExtension(source.slice(2));
  if (source.startsWith(".")) return withoutExtension(posix.join(dirname(file), source));
  if (source.startsWith("node:")) return source;
  return source
    .split("/")
    .slice(0, source.startsWith("@") ? 2 : 1)
    .join("/");
}

function withoutExtension(path: string): string {
  return path.replace(/(\/index)?\.tsx?$/, "");
}

function listSources(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return listSources(root, path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
