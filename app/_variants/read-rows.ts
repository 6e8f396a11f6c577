/** Rows by their variants' ids as the reader's own lists show them now (app/api/live/rows). */
export async function readRows<Rows>(ids: readonly string[]): Promise<Rows & { at: number }> {
  const answer = await fetch(`/api/live/rows?ids=${ids.join()}`);
  if (!answer.ok) throw new Error(`The rows answered ${answer.status}.`);
  return answer.json();
}
