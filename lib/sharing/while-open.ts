import type { StakeholderActor } from "@/lib/access/actor";
import { isStillOpen } from "./open-link";

/** How often a download's link is looked at, in ms (trust.md: dead within 1 s of revocation). */
const every = 250;

/**
 * A download that breaks off where its link ends meanwhile, whether or not its reader takes anything; `onEnd` then cuts
 * off what is on its way already.
 */
export function whileOpen(
  body: ReadableStream<Uint8Array>,
  actor: StakeholderActor,
  onEnd: () => void,
  clock: () => Date = () => new Date(),
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let timer: NodeJS.Timeout;
  let asking = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const look = async () => {
          if (asking) return;
          asking = true;
          const isOpen = await isStillOpen(actor, clock()).catch(() => false);
          asking = false;
          if (isOpen) return;
          clearInterval(timer);
          const ended = new Error("The link ended during a download.");
          controller.error(ended);
          onEnd();
          await reader.cancel(ended);
        };
        timer = setInterval(() => void look(), every).unref();
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          clearInterval(timer);
          controller.close();
        } catch (error) {
          clearInterval(timer);
          throw error;
        }
      },
      cancel(reason) {
        clearInterval(timer);
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
