/**
 * An answer, or a failure where it has not come within `ms`: a connection that is dead without a word (its network gone, its
 * host halted) is not noticed for minutes otherwise, and whatever is asked one at a time would wait behind it.
 */
export async function inTime<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
