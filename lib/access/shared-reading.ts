import { editionOf } from "@/db/editions";

interface Held {
  edition: number;
  since: number;
  reading: Promise<unknown>;
}

/** Milliseconds a reading is shared at most: time passes too, and other processes' news take a moment. */
const LIFE = 1_000;
const MOST = 500;
const readings = new Map<string, Held>();

/**
 * One reading for all who ask for the same within a second, such as every open page of an organisation after a bulk:
 * unless something of the organisation was committed since the reading began. `key` names what is read and for whom;
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
  if (known && known.edition === edition && Math.abs(at - known.since) < LIFE)
    return known.reading as Promise<T>;
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
