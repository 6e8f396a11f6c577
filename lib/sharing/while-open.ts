import type { StakeholderActor } from "@/lib/access/actor";
import { isStillOpen } from "./open-link";

/** How old an answer about the link may be while its download goes on (trust.md: dead within 1 s of revocation). */
const trusted = 500;

/** A download that breaks off where its link ends meanwhile. */
export function whileOpen(
  body: ReadableStream<Uint8Array>,
  actor: StakeholderActor,
  clock: () => Date = () => new Date(),
): ReadableStream<Uint8Array> {
  let askedAt = clock().getTime();
  const check = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      const now = clock();
      if (now.getTime() - askedAt > trusted) {
        if (!(await isStillOpen(actor, now))) throw new Error("The link ended during a download.");
        askedAt = now.getTime();
      }
      controller.enqueue(chunk);
    },
  });
  return body.pipeThrough(check);
}
