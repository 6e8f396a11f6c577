import { editionOf } from "@/db/editions";

interface Held {
  edition: number;
  since: number;
  reading: Promise<unknown>;
}

/** Milliseconds a reading is shared at most, and only within its minute, the smallest time that a page shows. */
const LIFE = 5_000;
const MINUTE = 60_000;
const MOST = 500;
const readings = new Map<string, Held>();

/**
 * One reading for all who ask for the same within seconds, such as every open page of an organisation after a bulk:
 * unless something of the organisation was committed since the reading began, here or, as its news tell, elsewhere. `key` names what is read and for whom;
 * nobody may share what they may not see. `now` is when the caller asks. A reading that fails is not kept.
 */
export function sharedReading<T>(
  { key, organisationId, now }: { key: string; organisationId: string; now: Date },
  read: () => Promise<T>,
): Promise<T> {
  const name = `${organisationId} ${key}`;
  const edition = editionOf(organisationId);
  const known = readings.get(name);
  const at = now.getTime();
  if (known && known.edition === edition && isShared(known.since, at)) return known.reading as Promise<T>;
  const reading = read();
  const entry = { edition, since: at, reading };
  readings.delete(name);
  readings.set(name, entry);
  if (readings.size > MOST) readings.delete(readings.keys().next().value as string);
  reading.catch(() => {
    if (readings.get(name) === entry) readings.delete(name);
  });
  return reading;
}

function isShared(since: number, at: number): boolean {
  return Math.abs(at - since) < LIFE && Math.floor(at / MINUTE) === Math.floor(since / MINUTE);
}
