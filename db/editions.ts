const held = globalThis as typeof globalThis & {
  framewatchEditions?: { all: number; own: Map<string, number> };
};
held.framewatchEditions ??= { all: 0, own: new Map() };
const editions = held.framewatchEditions;

/**
 * A number that changes when something of an organisation may have changed: with every commit of this process, and with
 * those of others as their news arrives. Equal numbers around a reading say that it still holds.
 */
export function editionOf(organisationId: string): number {
  return editions.all + (editions.own.get(organisationId) ?? 0);
}

/** Says that something of an organisation may have changed; without one, of any. */
export function changeEdition(organisationId?: string): void {
  if (organisationId === undefined) editions.all += 1;
  else editions.own.set(organisationId, (editions.own.get(organisationId) ?? 0) + 1);
}
