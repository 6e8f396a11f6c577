import { changeEdition } from "@/db/editions";
import { log } from "@/lib/launch/log";
import { inTime } from "./in-time";
import { type Bell, listen } from "./listen";
import { NUMBERED, numberNews } from "./number-news";
import { most, type NumberedNews, readNews } from "./read-news";
import { keptFor } from "./trim-news";

/** Rung by every commit that records news (lib/events/record.ts). */
const RECORDED = "framewatch";

/** How often the bell itself is tried, and what was not heard is looked for. */
const checkEvery = 5_000;

/** How long the database may take for one step; longer than it lets anybody wait for a lock. */
const patience = 20_000;

/** Told what happened, in order; null where that is not known any more, and whatever was shown has to be read anew. */
type Hearer = (news: readonly NumberedNews[] | null) => void;

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
  private readAt = 0;
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
    const before = this.head;
    const last = await numberNews();
    // Numbers only rise; another database, such as one restored from a backup, has others.
    if (before === null || last < before) this.beginAt(last);
    this.begin();
  }

  private async readAll(): Promise<void> {
    // A process that was halted for long cannot know what was forgotten meanwhile.
    if (this.head !== null && Date.now() - this.readAt > keptFor / 2) this.beginAt(await numberNews());
    while (this.head !== null) {
      const from: number = this.head;
      const news = await readNews(from);
      if (this.head !== from) continue;
      this.readAt = Date.now();
      const last = news.at(-1);
      if (!last) return;
      // What is shared among readers ends before anything is rendered that claims to hold these news.
      for (const { organisationId } of news) changeEdition(organisationId);
      this.head = last.seq;
      this.remember(news);
      this.tell(news);
      if (news.length < most) return;
    }
  }

  /** Goes on from a number without knowing what was before it. */
  private beginAt(head: number): void {
    const again = this.head !== null;
    this.head = head;
    this.recent = [];
    this.recentFrom = head;
    this.readAt = Date.now();
    if (!again) return;
    changeEdition();
    this.tell(null);
  }

  /** One hearer that fails keeps nothing from the others. */
  private tell(news: readonly NumberedNews[] | null): void {
    for (const hearer of this.hearers)
      try {
        hearer(news);
      } catch (error) {
        log.error({ error }, "News were not taken by one who hears them");
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
      await inTime(patience, work()).catch((error: unknown) =>
        log.warn({ error }, "News wait: the database did not answer"),
      );
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
