import { type Actor, asActor, type Tx } from "@/lib/access/actor";

/** Makes rows that are read in the transaction keep it open until somebody has taken them all. */
export type Hold = <Row>(rows: AsyncIterable<Row[]>) => AsyncGenerator<Row[], void>;

/** A reader that takes nothing for so long has left; its connection is given back. */
const patience = 30_000;
/** As many reports are read at once in a process, so that they never take all connections from the pages. */
const atOnce = 4;

let running = 0;
const queue: (() => void)[] = [];

async function takeTurn(): Promise<void> {
  if (running < atOnce) running += 1;
  else await new Promise<void>((begin) => queue.push(begin));
}

function passTurn(): void {
  const next = queue.shift();
  if (next) next();
  else running -= 1;
}

/**
 * Runs `open` in a read-only transaction that sees one moment of the database (repeatable read). Rows that it holds keep
 * the transaction open until they were read to their end, left, or not asked for during half a minute; without any it
 * ends at once. Throws what `open` throws; held rows throw what reading them throws. At most four are open in a
 * process, the others wait for their turn.
 */
export async function readHeld<T>(actor: Actor, open: (tx: Tx, hold: Hold) => Promise<T>): Promise<T> {
  await takeTurn();
  return new Promise((resolve, reject) => {
    const work = async (tx: Tx) => {
      let read: Promise<void> | undefined;
      const hold: Hold = (rows) => {
        const { held, until } = untilRead(rows);
        read = until;
        return held;
      };
      resolve(await open(tx, hold));
      await read;
    };
    asActor(actor, work, { readOnly: true }).catch(reject).finally(passTurn);
  });
}

function untilRead<Row>(rows: AsyncIterable<Row[]>): {
  held: AsyncGenerator<Row[], void>;
  until: Promise<void>;
} {
  let release = () => {};
  let abandon: (reason: Error) => void = () => {};
  const until = new Promise<void>((resolve, reject) => {
    release = resolve;
    abandon = reject;
  });
  let gone: Error | undefined;
  const leave = () => {
    gone = new Error("Nobody took the rows of a report for half a minute.");
    abandon(gone);
  };
  // Set before anybody asks: a stream that is never read never enters the generator.
  let timer = setTimeout(leave, patience);
  async function* read(): AsyncGenerator<Row[], void> {
    try {
      clearTimeout(timer);
      if (gone) throw gone;
      for await (const batch of rows) {
        timer = setTimeout(leave, patience);
        yield batch;
        clearTimeout(timer);
        if (gone) throw gone;
      }
    } finally {
      clearTimeout(timer);
      release();
    }
  }
  return { held: read(), until };
}
