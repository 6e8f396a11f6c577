import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { follow, type Signal } from "./follow";

// A browser's tabs and a server that numbers news, in miniature: everything happens in one turn, nothing takes time.

/** What the server knows: the last number given and the streams that are open. */
const server = { head: 0, keptFrom: 0, streams: new Set<Source>(), answers: true };

class Source extends EventTarget {
  static CLOSED = 2;
  readyState = 0;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  private last: string;
  constructor(address: string) {
    super();
    this.last = new URL(address, "http://x").searchParams.get("since") ?? "";
    queue.push(() => this.connect());
  }
  connect(): void {
    if (this.readyState === 2) return;
    if (!server.answers) {
      this.readyState = 2;
      this.onerror?.();
      return;
    }
    this.readyState = 1;
    server.streams.add(this);
    this.onopen?.();
    const since = this.last === "" ? null : Number(this.last);
    if (since === null) this.told(server.head, "begin");
    else if (since > server.head || since < server.keptFrom) this.told(server.head, "reset");
    else for (let number = since + 1; number <= server.head; number += 1) this.told(number);
  }
  told(number: number, kind = "message"): void {
    this.last = String(number);
    const event = new MessageEvent(kind, { data: '{"variants":[]}', lastEventId: this.last });
    if (kind === "message") this.onmessage?.(event);
    else this.dispatchEvent(event);
  }
  /** The connection is lost; a browser comes again by itself, with the last number it was told. */
  drop(): void {
    server.streams.delete(this);
    this.readyState = 0;
    this.onerror?.();
    queue.push(() => this.connect());
  }
  close(): void {
    server.streams.delete(this);
    this.readyState = 2;
  }
}

const channels = new Set<Channel>();
class Channel {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor() {
    channels.add(this);
  }
  postMessage(data: unknown): void {
    for (const other of channels) if (other !== this) queue.push(() => other.onmessage?.({ data }));
  }
  close(): void {
    channels.delete(this);
    this.onmessage = null;
  }
}

let queue: (() => void)[] = [];
let timers: (() => void)[] = [];
let wanted: { signal: AbortSignal; hold: () => Promise<void> }[] = [];
let isHeld = false;

const locks = {
  request(_name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>) {
    wanted.push({ signal, hold });
    return Promise.resolve();
  },
};

/** Lets everything happen that is due. */
async function settle(): Promise<void> {
  for (;;) {
    if (!isHeld) {
      const next = wanted.shift();
      if (next && !next.signal.aborted) {
        isHeld = true;
        void next.hold().then(() => {
          isHeld = false;
        });
        continue;
      }
    }
    const due = queue.shift();
    if (due) due();
    else if (wanted.length === 0 || isHeld) {
      await Promise.resolve();
      if (queue.length === 0 && (isHeld || wanted.length === 0)) return;
    }
  }
}

function openWorld(): void {
  Object.assign(server, { head: 0, keptFrom: 0, answers: true, streams: new Set() });
  channels.clear();
  queue = [];
  timers = [];
  wanted = [];
  isHeld = false;
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("BroadcastChannel", Channel);
  vi.stubGlobal("navigator", { locks });
  vi.stubGlobal("document", new EventTarget());
  vi.stubGlobal("window", {
    BroadcastChannel: Channel,
    addEventListener: () => {},
    removeEventListener: () => {},
    clearTimeout: () => {},
    setTimeout: (then: () => void) => timers.push(then),
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page that reads itself anew for each signal of news, or is read by its reader's own doing. */
function openTab() {
  const tab = { shows: server.head, isTold: false, stop: () => {}, read: () => {} };
  const hear = (signal: Signal) => {
    if (signal.kind === "news") tab.isTold = true;
  };
  const followed = follow({ name: "x", url: "/live", since: tab.shows }, hear);
  tab.stop = followed.stop;
  tab.read = () => {
    tab.shows = server.head;
    tab.isTold = false;
    followed.rendered(server.head);
  };
  return tab;
}

const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constant("news" as const) },
  fc.constantFrom("open", "close", "drop", "lose", "answer", "forget", "settle"),
  fc.record({ reads: fc.nat(7) }),
);

test("whatever happens to tabs, streams and the server: a page that is behind was told so", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (story) => {
      openWorld();
      const tabs = [openTab()];
      for (const what of story) {
        if (what === "news") {
          server.head += 1;
          for (const stream of [...server.streams]) stream.told(server.head);
        } else if (what === "open") tabs.push(openTab());
        else if (what === "close") tabs.length > 1 && tabs.shift()!.stop();
        else if (what === "drop") {
          for (const stream of [...server.streams]) stream.drop();
        } else if (what === "lose") {
          server.answers = false;
          for (const stream of [...server.streams]) stream.drop();
          await settle();
        } else if (what === "answer") server.answers = true;
        else if (what === "forget") server.keptFrom = server.head;
        else if (what === "settle") await settle();
        else tabs[what.reads % tabs.length]!.read();
      }
      server.answers = true;
      await settle();
      for (const again of timers.splice(0)) again();
      await settle();
      for (const tab of tabs) expect(tab.isTold || tab.shows === server.head).toBe(true);
      for (const tab of tabs) tab.stop();
    }),
    { numRuns: 400, examples: [[["open", "settle", "lose", "news", { reads: 0 }]]] },
  );
});

test("a server that counts from lower on, restored from a backup, is heard all the same", async () => {
  openWorld();
  server.head = 10;
  const tabs = [openTab(), openTab()];
  await settle();
  server.head = 3;
  for (const number of [3, 4]) {
    for (const tab of tabs) tab.isTold = false;
    for (const stream of server.streams) stream.told(number, number === 3 ? "reset" : "message");
    await settle();
    expect(tabs.map(({ isTold }) => isTold)).toEqual([true, true]);
  }
  for (const tab of tabs) tab.stop();
});
