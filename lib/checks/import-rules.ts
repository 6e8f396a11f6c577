/** One `import` as it stands in a file, resolved: a path of the repository without extension, or a package's name. */
export interface Import {
  from: string;
  to: string;
  /** Erased by the compiler: it binds nothing at run time. */
  typeOnly: boolean;
}

const pure = ["lib/lifecycle", "lib/calendar", "lib/forecast"];
const foundation = [
  "lib/access",
  "lib/events",
  "lib/outbound",
  "lib/storage",
  "lib/paging",
  "lib/learning",
  "lib/words",
];
const nouns = [
  "variants",
  "batches",
  "promises",
  "orders",
  "quotes",
  "models",
  "validation",
  "catalogues",
  "support",
  "comments",
  "sharing",
  "subscriptions",
  "attachments",
].map((noun) => `lib/${noun}`);
const overNouns = [
  "reports",
  "alerts",
  "import",
  "insights",
  "notifications",
  "people",
  "live",
  "jobs",
  "review",
  "rules",
].map((name) => `lib/${name}`);
const data = ["db", "drizzle-orm", "postgres"];
const screens = ["next", "react", "react-dom", "next-auth"];

/** Who may never import whom (architecture.md, "Who may import whom"); the first row that fits a file holds for it. */
const rows: { from: string[]; never: string[]; except?: string[]; message: string }[] = [
  {
    from: ["db/seed", "db/migrate", "lib/launch", "instrumentation"],
    never: ["app", "components"],
    message: "scripts stand outside the screens",
  },
  {
    from: ["db"],
    never: ["app", "components", "lib", ...screens, "xstate"],
    except: ["lib/env", "lib/lifecycle/states"],
    message: "db imports lib/env and lib/lifecycle/states only",
  },
  {
    from: pure,
    never: ["app", "components", "lib", ...data, ...screens],
    except: [...pure, "lib/access/permissions"],
    message: "lifecycle, calendar and forecast are pure and import each other and the permission matrix only",
  },
  {
    from: foundation,
    never: ["app", "components", ...nouns, ...overNouns, ...screens],
    message: "access, events, outbound, storage, paging, learning and words know no noun",
  },
  {
    from: nouns,
    never: ["app", "components", ...overNouns, ...screens],
    message: "nouns know no screen and none of the folders above them",
  },
  { from: ["lib/auth"], never: ["app", "components", ...nouns, ...overNouns], message: "auth knows no noun" },
  { from: ["lib"], never: ["app", "components", ...screens], message: "lib knows no screen" },
  {
    from: ["components"],
    never: ["app", ...data, "xstate"],
    message: "components know neither pages nor data; actions come in as props",
  },
  { from: ["app", "proxy"], never: [...data, "xstate"], message: "app asks lib, never the database" },
];

const isWithin = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const isAny = (path: string, folders: readonly string[]) => folders.some((folder) => isWithin(path, folder));
const isTest = (path: string) => /\.(test|e2e|cli)$/.test(path) || isAny(path, ["db/testing", "app/_e2e"]);

/** Every import that breaks the table, every component that reaches data, and every circle, a line each. */
export function findBreaches(imports: Import[]): string[] {
  const product = imports.filter(({ from }) => !isTest(from));
  return [...breachesOfTable(product), ...impureComponents(product), ...circles(product)];
}

function breachesOfTable(imports: Import[]): string[] {
  return imports.flatMap(({ from, to, typeOnly }) => {
    const row = rows.find((candidate) => isAny(from, candidate.from));
    if (!row || !isAny(to, row.never) || isAny(to, row.except ?? [])) return [];
    if (typeOnly && isAny(from, ["app", "components"]) && isWithin(to, "db")) return [];
    return [`${from} imports ${to}: ${row.message}.`];
  });
}

/** A component may use what is pure in lib: what leads, through all it imports, to no data and no machine. */
function impureComponents(imports: Import[]): string[] {
  const graph = valueGraph(imports);
  return imports
    .filter(({ from, to, typeOnly }) => isWithin(from, "components") && isWithin(to, "lib") && !typeOnly)
    .flatMap(({ from, to }) => {
      const impure = reachable(to, graph).find(
        (path) => isAny(path, [...data, "lib/env", "next"]) || path.startsWith("node:"),
      );
      return impure ? [`${from} imports ${to}, which leads to ${impure}: components use pure lib only.`] : [];
    });
}

/** Folders of lib must not import each other in a circle. */
function circles(imports: Import[]): string[] {
  const folderOf = (path: string) => path.split("/").slice(0, 2).join("/");
  const between = imports
    .filter(({ from, to, typeOnly }) => !typeOnly && isWithin(from, "lib") && isWithin(to, "lib"))
    .filter(({ from }) => !isWithin(from, "lib/launch"))
    .map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to), by: `${from} imports ${to}` }))
    .filter(({ from, to }) => from !== to);
  const graph = new Map<string, Set<string>>();
  for (const { from, to } of between) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return between
    .filter(({ from, to }) => reachable(to, graph).includes(from))
    .map(({ from, to, by }) => `${by}: ${to} leads back to ${from}.`);
}

function valueGraph(imports: Import[]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { from, to, typeOnly } of imports)
    if (!typeOnly) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return graph;
}

function reachable(start: string, graph: Map<string, Set<string>>): string[] {
  const seen = new Set([start]);
  for (const path of seen) for (const next of graph.get(path) ?? []) seen.add(next);
  return [...seen];
}
