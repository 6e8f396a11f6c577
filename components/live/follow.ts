/** What a tab is told: by the stream it holds itself, or by the tab of the same browser that holds it. */
export type Signal =
  /**
   * Something changed; without a number where all that is known is that something may have. `variants` are those it names;
   * null where it may concern any. `anew` where what was before `at` is not known: whatever number was reached, it counts.
   */
  | { kind: "news"; at: number | null; variants: readonly string[] | null; anew?: true }
  | { kind: "state"; now: Connection };

/** "ended" by the server: the session, or what it may do, is another one now. */
export type Connection = "open" | "lost" | "ended";

/** Between tabs: one asks where the stream stands, to see whether it shows less; the one that holds it answers. */
type Message = Signal | { kind: "where" } | { kind: "here"; at: number | null; now: Connection };

export interface Following {
  /** The page was rendered anew and holds everything up to this number. */
  rendered(at: number): void;
  stop(): void;
}

/** More than this many are not named one by one (lib/live/person-news.ts). */
const namedAtMost = 200;

function variantsOf({ data }: MessageEvent<string>): readonly string[] | null {
  const { variants = [] } = JSON.parse(data) as { variants?: string[] };
  return variants.length < namedAtMost ? variants : null;
}

/** How long a stream that was refused is left alone (ms): from, to. */
const again = [5_000, 60_000] as const;

/**
 * Follows news with one stream for a whole browser: the tab that gets the lock holds it and passes on what it hears; when
 * that tab goes, the next one gets the lock and goes on from where it was. Where a browser cannot lock (no TLS), each
 * visible tab has a stream of its own.
 * @param since the number the page was rendered with; null where it is not known.
 */
export function follow(
  { name, url, since }: { name: string; url: string; since: number | null },
  hear: (signal: Signal) => void,
): Following {
  const shares = "locks" in navigator && "BroadcastChannel" in window;
  const channel = shares ? new BroadcastChannel(name) : null;
  let position = since;
  let source: EventSource | null = null;
  let connection: Connection | null = null;
  let wait: number = again[0];
  let timer: number | undefined;
  let release: (() => void) | null = null;
  let stopped = new AbortController();

  const take = (signal: Signal) => {
    if (signal.kind === "news" && signal.at !== null) {
      if (!signal.anew && position !== null && signal.at <= position) return;
      position = signal.at;
    }
    hear(signal);
  };
  const say = (signal: Signal) => {
    channel?.postMessage(signal);
    take(signal);
  };
  const turn = (now: Connection) => {
    if (connection !== now) say({ kind: "state", now });
    connection = now;
  };

  const where = () => {
    channel?.postMessage({ kind: "here", at: position, now: connection ?? "open" } satisfies Message);
  };
  const listen = () => {
    const address = position === null ? url : `${url}?since=${position}`;
    const stream = new EventSource(address);
    source = stream;
    // Tabs that were rendered before this one are not told what lies between.
    where();
    const numberOf = ({ lastEventId }: MessageEvent) => (lastEventId === "" ? null : Number(lastEventId));
    stream.onmessage = (event) => say({ kind: "news", at: numberOf(event), variants: variantsOf(event) });
    for (const kind of ["begin", "reset"])
      stream.addEventListener(kind, (event) =>
        say({ kind: "news", at: numberOf(event), variants: null, anew: true }),
      );
    // A link's news carry a time, which clocks of several servers do not agree on: each counts.
    stream.addEventListener("changed", () => say({ kind: "news", at: null, variants: [] }));
    stream.addEventListener("end", () => {
      turn("ended");
      retry(again[0] / 5);
    });
    stream.onopen = () => {
      wait = again[0];
      turn("open");
    };
    stream.onerror = () => {
      if (connection !== "ended") turn("lost");
      if (stream.readyState !== EventSource.CLOSED) return;
      retry(wait);
      wait = Math.min(wait * 2, again[1]);
    };
  };
  const hush = () => {
    window.clearTimeout(timer);
    source?.close();
    source = null;
  };
  const retry = (ms: number) => {
    hush();
    timer = window.setTimeout(listen, ms);
  };

  const whileVisible = () => {
    hush();
    if (document.visibilityState === "visible") listen();
  };
  const begin = () => {
    stopped = new AbortController();
    if (!channel) {
      document.addEventListener("visibilitychange", whileVisible, { signal: stopped.signal });
      return whileVisible();
    }
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === "where") {
        if (source) where();
      } else if (data.kind === "here") {
        take({ kind: "state", now: data.now });
        if (data.at !== null) take({ kind: "news", at: data.at, variants: null });
      } else take(data);
    };
    channel.postMessage({ kind: "where" } satisfies Message);
    const { signal } = stopped;
    const hold = () =>
      new Promise<void>((resolve) => {
        // The lock can be granted in the moment in which nobody wants it any more.
        if (signal.aborted) return resolve();
        release = resolve;
        listen();
      });
    navigator.locks.request(name, { signal }, hold).catch(() => {});
  };
  const end = () => {
    stopped.abort();
    hush();
    connection = null;
    release?.();
    release = null;
  };

  // A page that is put aside and taken up again must not keep the others waiting.
  const aside = () => end();
  const back = ({ persisted }: PageTransitionEvent) => persisted && begin();
  window.addEventListener("pagehide", aside);
  window.addEventListener("pageshow", back);
  begin();
  return {
    rendered: (at) => {
      if (position === null || at > position) position = at;
    },
    stop: () => {
      window.removeEventListener("pagehide", aside);
      window.removeEventListener("pageshow", back);
      end();
      channel?.close();
    },
  };
}
