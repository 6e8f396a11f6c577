import { Refusal } from "@/lib/access/errors";

/** Whose a stream is: the session or link that has to stand while it goes on, and who is counted for the limit. */
export type Owner = { kind: "session"; id: string; userId: string } | { kind: "link"; id: string };

/** Streams one process keeps: for one person (several browsers), for one link (its readers), and in all. */
const limits = { person: 12, link: 200, all: 5_000 };

/** Half a minute's silence ends a connection in many networks. */
const heartbeatEvery = 15_000;

/** What a reader has not taken after so many pieces is not taken any more. */
const backlog = 500;

const text = new TextEncoder();
const heartbeat = text.encode(":\n\n");

/** One connection that is told news as they come. */
export class Stream {
  readonly body: ReadableStream<Uint8Array>;
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  /** Something has lain here since the last heartbeat, and nothing of it was taken. */
  private isUntaken = false;

  /** @param signal of its request: where the reader is gone before the answer begins, nobody cancels its body. */
  constructor(
    readonly owner: Owner,
    private readonly onClose: (stream: Stream) => void,
    signal: AbortSignal,
  ) {
    this.body = new ReadableStream({
      start: (controller) => {
        this.controller = controller;
      },
      pull: () => {
        this.isUntaken = false;
      },
      cancel: () => this.end(),
    });
    signal.addEventListener("abort", () => this.close(), { once: true });
  }

  get isClosed(): boolean {
    return this.controller === null;
  }

  send(piece: Uint8Array): void {
    const { controller } = this;
    if (!controller) return;
    if ((controller.desiredSize ?? 0) < -backlog) this.close();
    else controller.enqueue(piece);
  }

  /** Keeps the connection; ends it where nobody has taken anything from one beat to the next. */
  beat(): void {
    if (this.isUntaken) this.close();
    this.isUntaken = (this.controller?.desiredSize ?? 1) < 1;
    this.send(heartbeat);
  }

  /** Ends it for good, with a last word where the reader should know. */
  close(last?: Uint8Array): void {
    const { controller } = this;
    if (!controller) return;
    if (last) controller.enqueue(last);
    this.end();
    controller.close();
  }

  private end(): void {
    if (!this.controller) return;
    this.controller = null;
    this.onClose(this);
  }
}

/** The streams this process holds open. */
export class OpenStreams {
  readonly all = new Set<Stream>();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  /**
   * Opens a stream; throws a Refusal (`limited`) where its owner has as many as they may, or this process has, or where who
   * asked for it is gone.
   */
  open(owner: Owner, signal: AbortSignal, onClose: () => void): Stream {
    if (signal.aborted) throw new Refusal("limited", "The reader has gone.");
    const same = [...this.all].filter((stream) => isSame(stream.owner, owner)).length;
    const most = owner.kind === "session" ? limits.person : limits.link;
    if (this.closed || same >= most || this.all.size >= limits.all)
      throw new Refusal("limited", "Too many live streams are open. Close some of the pages.", {
        retryAfter: 60,
      });
    const ended = (stream: Stream) => {
      this.all.delete(stream);
      onClose();
    };
    const stream = new Stream(owner, ended, signal);
    this.all.add(stream);
    this.timer ??= setInterval(() => this.beat(), heartbeatEvery).unref();
    return stream;
  }

  /** Ends every stream and opens no more, so that the process can end. */
  closeAll(): void {
    this.closed = true;
    clearInterval(this.timer);
    for (const stream of [...this.all]) stream.close();
  }

  /** A heartbeat for each. */
  beat(): void {
    for (const stream of this.all) stream.beat();
  }
}

function isSame(a: Owner, b: Owner): boolean {
  if (a.kind === "session") return b.kind === "session" && a.userId === b.userId;
  return b.kind === "link" && a.id === b.id;
}

const held = globalThis as typeof globalThis & { framewatchStreams?: OpenStreams };

/** This process' streams; also across the server's own bundles, which do not share modules. */
export function openStreams(): OpenStreams {
  held.framewatchStreams ??= new OpenStreams();
  return held.framewatchStreams;
}

/** One event as a stream carries it. */
export function piece({ event, id, data }: { event?: string; id?: number; data: string }) {
  const lines = [event && `event: ${event}`, id !== undefined && `id: ${id}`, `data: ${data}`];
  return text.encode(`${lines.filter(Boolean).join("\n")}\n\n`);
}

/** The first piece: when to come again after a loss, spread so that a restart is not met by everybody at once. */
export function greeting(): Uint8Array {
  return text.encode(`retry: ${1_000 + Math.round(Math.random() * 2_000)}\n\n`);
}

/** The last word where a session or link has ended: a browser does not learn why a stream was refused. */
export const endPiece = piece({ event: "end", data: "{}" });

/** How a stream is answered: kept by nobody, packed by nobody. */
export function answerWith(body: BodyInit): Response {
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
