import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import type { Figure } from "./text-format";

/** What an address is for; never the address itself, which may be a capability. */
type Kind = "file" | "live" | "api" | "shared" | "page" | "change";

interface Counted {
  kind: Kind;
  status: number;
  answers: number;
  seconds: number;
}

/** In ms; what Node measures is the time from one look to the next. */
const lookEvery = 20;

/** Across the server's own bundles, which do not share modules. */
const held = globalThis as typeof globalThis & {
  framewatchCounts?: { answers: Map<string, Counted>; delay: IntervalHistogram };
};

/** Counts every answer of this process from now on, and measures how late its event loop comes. Called once. */
export function countRequests(): void {
  if (held.framewatchCounts) return;
  const answers = new Map<string, Counted>();
  const began = new WeakMap<IncomingMessage, number>();
  const delay = monitorEventLoopDelay({ resolution: lookEvery });
  delay.enable();
  held.framewatchCounts = { answers, delay };
  subscribe("http.server.request.start", (message) => {
    began.set((message as { request: IncomingMessage }).request, performance.now());
  });
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const kind = kindOf(request.method ?? "GET", request.url ?? "/");
    const key = `${kind} ${response.statusCode}`;
    const counted = answers.get(key) ?? { kind, status: response.statusCode, answers: 0, seconds: 0 };
    counted.answers += 1;
    const now = performance.now();
    counted.seconds += (now - (began.get(request) ?? now)) / 1000;
    answers.set(key, counted);
  });
}

/** What a request is counted as. */
export function kindOf(method: string, url: string): Kind {
  const path = url.replace(/\?.*/s, "");
  if (/^\/(_next\/|icon\.svg|favicon\.ico)/.test(path)) return "file";
  if (/^\/(api|share\/[^/]+)\/live(\/|$)/.test(path)) return "live";
  if (path.startsWith("/api/")) return "api";
  if (method !== "GET" && method !== "HEAD") return "change";
  return /^\/(share|c|m)\//.test(path) ? "shared" : "page";
}

/** What was counted by this process; its delays since they were read last. */
export function requestFigures(pid: number): Figure[] {
  const counts = held.framewatchCounts;
  if (!counts) return [];
  const answers = [...counts.answers.values()];
  const labelled = (value: (counted: Counted) => number) =>
    answers.map((counted) => ({
      labels: { kind: counted.kind, status: counted.status, pid },
      value: value(counted),
    }));
  const { delay } = counts;
  const late = (quantile: string, nanoseconds: number) => ({
    labels: { quantile, pid },
    value: Math.max(0, nanoseconds / 1e9 - lookEvery / 1000) || 0,
  });
  const delays = [
    late("0.5", delay.percentile(50)),
    late("0.99", delay.percentile(99)),
    late("1", delay.max),
  ];
  delay.reset();
  return [
    {
      name: "framewatch_answers_total",
      help: "Requests answered, by what they were for.",
      type: "counter",
      values: labelled((counted) => counted.answers),
    },
    {
      name: "framewatch_answer_seconds_total",
      help: "Time from the first byte asked to the last byte answered, in all.",
      type: "counter",
      values: labelled((counted) => counted.seconds),
    },
    {
      name: "framewatch_event_loop_delay_seconds",
      help: "How late the event loop came, since this was read last.",
      type: "gauge",
      values: delays,
    },
  ];
}
