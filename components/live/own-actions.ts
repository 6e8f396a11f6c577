let running = 0;
let wrapped = false;

/**
 * Whether an action of this page is on its way. Its answer brings the page anew, so news wait for it: what somebody did
 * themselves takes effect at once, and is not held back like what others do.
 */
export function isActing(): boolean {
  return running > 0;
}

/** Counts actions as they are sent; React offers no way to ask for them. */
export function noteActions(): void {
  if (wrapped) return;
  wrapped = true;
  const send = window.fetch;
  window.fetch = async (input, init) => {
    if (!isAction(init?.headers)) return send(input, init);
    running += 1;
    try {
      return await send(input, init);
    } finally {
      // The answer's body follows, and React's turn to show it.
      window.setTimeout(() => {
        running -= 1;
      }, 300);
    }
  };
}

function isAction(headers: HeadersInit | undefined): boolean {
  if (!headers) return false;
  return new Headers(headers).has("next-action");
}
