/** Models asked for lately, so that the next in a queue is there when it is its turn. */
const lately = new Map<string, Promise<ArrayBuffer>>();
const MOST = 6;

/** The bytes of a model, asked for once; what failed is asked for again. */
export function modelBytes(src: string): Promise<ArrayBuffer> {
  const known = lately.get(src);
  if (known) return known;
  const asked = read(src);
  lately.set(src, asked);
  asked.catch(() => lately.delete(src));
  const [oldest] = lately.keys();
  if (lately.size > MOST && oldest !== undefined) lately.delete(oldest);
  return asked;
}

async function read(src: string): Promise<ArrayBuffer> {
  const answer = await fetch(src);
  if (!answer.ok) throw new Error(`The model answered ${answer.status}.`);
  return answer.arrayBuffer();
}
