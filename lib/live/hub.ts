import { changeEdition } from "@/db/editions";
import { log } from "@/lib/launch/log";
import { type Bell, listen } from "./listen";
import { NUMBERED, numberNews } from "./number-news";
import { most, type NumberedNews, readNews } from "./read-news";

/** Rung by every commit that records news (lib/events/record.ts). */
const RECORDED = "framewatch";

/** How often the bell itself is tried, and what was not heard is looked for. */
const checkEvery = 5_000;

type Hearer = (news: readonly NumberedNews[]) => void;

/**
 * Hears the news of all processes over one LISTEN connection and hands them on in their order, each once. Every hub
 * numbers what rings; which of them comes first does not matter (number-news.ts).
 */
export class Hub {
  /** The last number handed on; null until the hub has begun. What is rendered from now on holds at least that. */
  head: number | null = null;
  /** The latest news, all of those after `recentFrom`: whoever comes back after a short loss needs no database for them. */
  private recent: NumberedNews[] = [];
  private recentFrom = 0;
  private begin: () => void = () => {};
  private readonly begun = new Promise<void>((resolve) => {
    this.begin = resolve;
  });
  private readonly hearers = new Set<Hearer>();
  private bell: Bell | null = null;
  private timer: NodeJS.Timeout | undefined;
  private readonly number = once(() => this.numberAll());
  private readonly read = once(() => this.readAll());

  start(): void {
    if (this.bell) return;
    this.bell = listen([RECORDED, NUMBERED], (channel) => {
      if (channel !== NUMBERED) this.number();
      if (channel !== RECORDED) this.read();
    });
    const bell = this.bell;
    this.timer = setInterval(() => {
      this.number();
      this.read();
      void bell.check();
    }, checkEvery);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    const bell = this.bell;
    this.bell = null;
    await bell?.stop();
  }

  /** Resolves with `head` as soon as the hub has begun; starts it where nobody has. */
  async position(): Promise<number> {
    this.start();
    await this.begun;
    return this.head!;
  }

  /** Has `hearer` told all news after `head`. @returns no longer tells it. */
  hear(hearer: Hearer): () => void {
    this.hearers.add(hearer);
    return () => void this.hearers.delete(hearer);
  }

  /** News after a number that concern an organisation, or all; null where only the database may know them (`missedNews`). */
  recentAfter(after: number, organisationId: string | null): NumberedNews[] | null {
    if (this.head === null || after < this.recentFrom || after > this.head) return null;
    return this.recent.filter(
      (news) => news.seq > after && (organisationId === null || news.organisationId === organisationId),
    );
  }

  private async numberAll(): Promise<void> {
    const last = await numberNews();
    if (this.head === null) {
      this.head = last;
      this.recentFrom = last;
    }
    this.begin();
  }

  private async readAll(): Promise<void> {
    while (this.head !== null) {
      const news = await readNews(this.head);
      const last = news.at(-1);
      if (!last) return;
      // What is shared among readers ends before anything is rendered that claims to hold these news.
      for (const { organisationId } of news) changeEdition(organisationId);
      this.head = last.seq;
      this.remember(news);
      for (const hearer of this.hearers) hearer(news);
      if (news.length < most) return;
    }
  }

  private remember(news: readonly NumberedNews[]): void {
    this.recent.push(...news);
    const forgotten = this.recent.splice(0, Math.max(0, this.recent.length - most)).at(-1);
    this.recentFrom = forgotten?.seq ?? this.recentFrom;
  }
}

/** Runs `work` now, or once more after the run that goes on; a failure is logged, and the next call tries again. */
function once(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work().catch((error: unknown) => log.warn({ error }, "News wait: the database did not answer"));
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else {
      running = true;
      void run();
    }
  };
}

const held = globalThis as typeof globalThis & { framewatchHub?: Hub };

/**
 * The news that whatever is read from now on surely holds; null where this process does not know yet. Ask before reading.
 */
export function newsSoFar(): number | null {
  return hub().head;
}

/** This process' hub; also across the server's own bundles, which do not share modules. */
export function hub(): Hub {
  held.framewatchHub ??= new Hub();
  return held.framewatchHub;
}
