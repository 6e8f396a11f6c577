import { type Agent, type ClientRequest, request } from "node:http";

/** As long as the product waits at least (components/live/follow.ts), ms. */
const afterRefusal = 5_000;

/** What one event looked like at one client. */
export interface Arrival {
  id: string;
  at: number;
  /** The stream was open when the event was committed, so that the way from there can be measured. */
  openSince: number;
}

/** One open stream as a browser holds it: it comes again with Last-Event-ID when it is dropped. */
export class StreamClient {
  readonly arrivals: Arrival[] = [];
  resets = 0;
  resumed = 0;
  private last: string | null = null;
  /** What the server asks to wait before coming again, ms. */
  private retry = 1_000;
  private current: ClientRequest | null = null;
  private stopped = false;

  constructor(
    private readonly origin: string,
    private readonly cookie: string,
    private readonly agent: Agent,
  ) {}

  /** Resolves when the server has said its first word. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string> = { cookie: this.cookie };
      if (this.last !== null) headers["last-event-id"] = this.last;
      const asked = request(`${this.origin}/api/live`, { agent: this.agent, headers }, (response) => {
        if (response.statusCode !== 200)
          return reject(new Error(`A stream answered ${response.statusCode}.`));
        const openSince = performance.now();
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          resolve();
          text += chunk;
          const pieces = text.split("\n\n");
          text = pieces.pop() ?? "";
          for (const piece of pieces) this.take(piece, openSince);
        });
        response.on("error", () => {});
        response.on("close", () => this.current === asked && this.again());
      });
      asked.on("error", () => this.current === asked && this.again());
      this.current = asked;
      asked.end();
    });
  }

  /** Loses the connection, as a phone in a tunnel does. */
  drop(): void {
    this.current?.destroy();
  }

  stop(): void {
    this.stopped = true;
    this.current?.destroy();
  }

  private again(rest = this.retry): void {
    this.current = null;
    if (this.stopped) return;
    this.resumed += 1;
    setTimeout(() => void this.open().catch(() => this.again(afterRefusal)), rest);
  }

  private take(piece: string, openSince: number): void {
    const { id, event, variant, retry } = told(piece);
    if (retry !== undefined) this.retry = Number(retry);
    if (id !== undefined) this.last = id;
    if (event === "reset") this.resets += 1;
    if (event === undefined && variant) this.arrivals.push({ id: variant, at: performance.now(), openSince });
  }
}

interface Told {
  retry?: string | undefined;
  id?: string | undefined;
  event?: string | undefined;
  variant?: string | undefined;
}

let latest: { piece: string; told: Told } | null = null;

/** What a piece says; 500 clients are told the same, and reading it 500 times would be what is measured. */
function told(piece: string): Told {
  if (latest?.piece === piece) return latest.told;
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(piece)?.[1];
  const data = field("data");
  const { variants = [] } = (data ? JSON.parse(data) : {}) as { variants?: string[] };
  latest = {
    piece,
    told: { retry: field("retry"), id: field("id"), event: field("event"), variant: variants[0] },
  };
  return latest.told;
}
