import { hub } from "@/lib/live/hub";
import { openStreams } from "@/lib/live/open-streams";
import manifest from "@/package.json";
import { requestFigures } from "./count-requests";
import { houseFigures } from "./house-figures";
import { type Figure, writeFigures } from "./text-format";

const patience = 2_000;

/**
 * The figures of the process that was asked (its `pid` is on each), and those of the house from the database; without these
 * where it does not answer within two seconds. Prometheus' text format. Never throws.
 */
export async function readMetrics(): Promise<string> {
  const began = performance.now();
  const house = await inTime(houseFigures());
  const seconds = (performance.now() - began) / 1000;
  return writeFigures([
    one("framewatch_info", "The version that runs.", 1, { version: manifest.version }),
    ...processFigures(),
    ...requestFigures(process.pid),
    one("framewatch_database_up", "Whether the database answers within two seconds.", house ? 1 : 0),
    one("framewatch_database_answer_seconds", "How long it took to read the figures below.", seconds),
    ...(house ? [...house.figures, behind(house.head)] : []),
  ]);
}

const one = (
  name: string,
  help: string,
  value: number,
  labels?: Record<string, string | number>,
): Figure => ({
  name,
  help,
  type: "gauge",
  values: [{ value, ...(labels && { labels }) }],
});

/** Under the names that dashboards for Node.js know. */
function processFigures(): Figure[] {
  const labels = { pid: process.pid };
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const startedAt = Date.now() / 1000 - process.uptime();
  const streams = [...openStreams().all];
  const open = (kind: "session" | "link") => ({
    labels: { kind, ...labels },
    value: streams.filter(({ owner }) => owner.kind === kind).length,
  });
  return [
    one("process_resident_memory_bytes", "Memory of this process.", rss, labels),
    one("nodejs_heap_size_used_bytes", "Of it, what scripts hold.", heapUsed, labels),
    {
      ...one("process_cpu_seconds_total", "Processor time taken.", (user + system) / 1e6, labels),
      type: "counter",
    },
    one("process_start_time_seconds", "When it started, since 1970.", startedAt, labels),
    {
      name: "framewatch_live_streams",
      help: "Live streams open in this process, by what they stand on.",
      type: "gauge",
      values: [open("session"), open("link")],
    },
  ];
}

/** News that this process has yet to hand on to its readers. */
function behind(head: number): Figure {
  const own = hub().head;
  return one(
    "framewatch_news_behind",
    "News numbered that this process has not heard of yet.",
    own === null ? head : Math.max(0, head - own),
    { pid: process.pid },
  );
}

async function inTime<T>(reading: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  return Promise.race([reading.catch(() => null), late]).finally(() => clearTimeout(timer));
}
