import { standingSessions } from "@/lib/auth/standing-sessions";
import { standingLinks } from "@/lib/sharing/standing-links";
import { hub } from "./hub";
import { inTime } from "./in-time";
import { endPiece, type Stream } from "./open-streams";

/** How often it is asked whether a link or a session still stands, and after how long without an answer it counts as ended (ms). */
const rules = {
  link: { every: 400, trusted: 800 },
  session: { every: 2_000, trusted: 4_500 },
} as const;
type Kind = keyof typeof rules;

/** Ends streams whose session or link has ended, or by which somebody else would act now (trust.md). */
export class Guard {
  private readonly watched: Record<Kind, Map<Stream, string>> = { link: new Map(), session: new Map() };
  private readonly timers: Partial<Record<Kind, NodeJS.Timeout>> = {};
  private readonly askedAt: Record<Kind, number> = { link: 0, session: 0 };
  private asking: Record<Kind, boolean> = { link: false, session: false };

  constructor() {
    // The change itself says so at once; the clock is for what ends without a word.
    hub().hear((news) => {
      const tells = (about: string) => news === null || news.some(({ topic }) => topic === about);
      if (tells("shares")) void this.check("link");
      if (tells("people")) void this.check("session");
    });
  }

  /** Watches a stream until it ends. `acts` is who acted by its session when it was opened (standing-sessions.ts). */
  watch(stream: Stream, acts: string): void {
    const { kind } = stream.owner;
    if (this.watched[kind].size === 0) this.askedAt[kind] = Date.now();
    this.watched[kind].set(stream, acts);
    this.timers[kind] ??= setInterval(() => void this.check(kind), rules[kind].every).unref();
  }

  private async check(kind: Kind): Promise<void> {
    const watched = this.watched[kind];
    for (const stream of watched.keys()) if (stream.isClosed) watched.delete(stream);
    if (watched.size === 0) {
      clearInterval(this.timers[kind]);
      this.timers[kind] = undefined;
      return;
    }
    const now = Date.now();
    if (now - this.askedAt[kind] > rules[kind].trusted) for (const stream of watched.keys()) stream.close();
    if (this.asking[kind]) return;
    this.asking[kind] = true;
    try {
      await inTime(rules[kind].trusted, this.ask(kind, new Map(watched)));
      this.askedAt[kind] = now;
    } catch {
      // Without an answer `askedAt` grows old, and the streams end.
    } finally {
      this.asking[kind] = false;
    }
  }

  private async ask(kind: Kind, watched: ReadonlyMap<Stream, string>): Promise<void> {
    const ids = [...new Set([...watched.keys()].map(({ owner }) => owner.id))];
    if (kind === "link") {
      const standing = await standingLinks(ids, new Date());
      for (const stream of watched.keys()) if (!standing.has(stream.owner.id)) stream.close(endPiece);
    } else {
      const standing = await standingSessions(ids, new Date());
      for (const [stream, acts] of watched)
        if (standing.get(stream.owner.id) !== acts) stream.close(endPiece);
    }
  }
}

const held = globalThis as typeof globalThis & { framewatchGuard?: Guard };

/** This process' guard; also across the server's own bundles, which do not share modules. */
export function guard(): Guard {
  held.framewatchGuard ??= new Guard();
  return held.framewatchGuard;
}
