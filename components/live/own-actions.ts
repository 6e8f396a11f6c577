import { unaskedHeader } from "@/lib/auth/unasked";

let running = 0;
let answered = 0;
let unasked = false;
let wrapped = false;

/**
 * Whether an action of this page is on its way. Its answer brings the page anew, so news wait for it: what somebody did
 * themselves takes effect at once, and is not held back like what others do.
 */
export function isActing(): boolean {
  return running > 0;
}

/** How many actions of this page were answered so far. */
export function actionsAnswered(): number {
  return answered;
}

/** Says whether pages are read for news right now, which nobody asked for: no session lives longer for it. */
export function noteUnasked(now: boolean): void {
  unasked = now;
}

/** Counts actions as they are sent, and marks pages nobody asked for; Next offers no way to do either. */
export function noteActions(): void {
  if (wrapped) return;
  wrapped = true;
  const send = window.fetch;
  window.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    if (unasked && headers.has("rsc") && !headers.has("next-action")) {
      headers.set(unaskedHeader, "1");
      return patiently(() => send(input, { ...init, headers }), init?.signal);
    }
    if (!headers.has("next-action")) return send(input, init);
    running += 1;
    try {
      return await send(input, init);
    } finally {
      answered += 1;
      // The answer's body follows, and React's turn to show it.
      window.setTimeout(() => {
        running -= 1;
      }, 300);
    }
  };
}

/**
 * A page nobody asked for stays as it is until it can be read: Next would leave it for the browser's error where the server
 * is away for a moment. A server that goes on failing is let be heard.
 */
async function patiently(
  ask: () => Promise<Response>,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  for (let wait = 1_000; ; wait = Math.min(2 * wait, 16_000)) {
    const answer = await ask().catch((error: unknown) => {
      if (signal?.aborted) throw error;
      return null;
    });
    if (answer && (answer.status < 500 || wait > 8_000)) return answer;
    await new Promise((resolve) => window.setTimeout(resolve, wait));
  }
}
