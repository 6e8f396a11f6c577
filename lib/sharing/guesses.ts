import { asActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { addPoints, counterKey, lockCounters, takePoint, tooMany } from "@/lib/auth/counters";
import { openShareLink } from "./open-link";
import { passcodeMatches, proofOf } from "./passcode";

const system = { kind: "system", job: "share links" } as const;
const minute = 60_000;

/** Addresses of links that do not exist, from one address. Nobody mistypes one so often. */
const unknownLinks = { most: 60, window: 15 * minute };
/** Passcodes for one link: from one address, and from everywhere. */
const passcodes = { address: { most: 10, window: 15 * minute }, link: { most: 100, window: 60 * minute } };

/**
 * Counts a link address that does not exist; throws a Refusal (`limited`) once there were too many. Links that exist open
 * even then: readers behind the same address are not turned away for somebody's guessing, which 256 bits withstand.
 */
export async function noteUnknownLink(address: string, now: Date): Promise<void> {
  const wait = (known.get(address) ?? 0) - now.getTime();
  if (wait > 0) throw tooMany(wait);
  try {
    await takePoint("unknown share link", address, unknownLinks, now);
  } catch (error) {
    if (error instanceof Refusal) rememberGuesser(address, Number(error.details.retryAfter), now);
    throw error;
  }
}

/** Who has guessed too often, and until when (ms): whoever goes on costs the database no counting. */
const known = new Map<string, number>();
const mostKnown = 10_000;

function rememberGuesser(address: string, seconds: number, now: Date): void {
  if (known.size >= mostKnown) known.clear();
  known.set(address, now.getTime() + seconds * 1000);
}

/**
 * Opens a link by its passcode and answers the proof that this browser keeps; null where the link needs none (any more).
 * Wrong ones are counted before they are judged, per link and address. Throws a Refusal: `invalid`, or `limited`.
 */
export async function unlockShareLink(
  { token, passcode, address }: { token: string; passcode: string; address: string },
  now: Date,
): Promise<string | null> {
  const opened = await openShareLink(token, now, undefined);
  if (opened.state !== "locked") return null;
  const { link } = opened;
  const keys = [counterKey("share passcode", link.id, address), counterKey("share passcode", link.id)];
  await countGuess(keys, now);
  if (passcode.length > 100 || !(await passcodeMatches(link.passcodeHash, passcode)))
    throw new Refusal("invalid", "This passcode is not right. Ask whoever sent you the link.", {
      fields: { passcode: ["This passcode is not right."] },
    });
  await asActor(system, (tx) => addPoints(tx, keys, -1, now));
  return proofOf(link, now);
}

async function countGuess(keys: string[], now: Date): Promise<void> {
  const limits = [passcodes.address, passcodes.link];
  const wait = await asActor(system, async (tx) => {
    const wanted = keys.map((key, i) => ({ key, window: limits[i]!.window }));
    const counters = await lockCounters(tx, wanted, now);
    const full = counters.filter(({ points }, i) => points >= limits[i]!.most);
    if (full.length > 0) return Math.max(...full.map(({ resetsAt }) => resetsAt.getTime() - now.getTime()));
    await addPoints(tx, keys, 1, now);
    return 0;
  });
  if (wait > 0) throw tooMany(wait);
}
