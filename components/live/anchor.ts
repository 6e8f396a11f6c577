/** Whatever is under the pointer or has the focus, so that it stays where it is when the page around it changes. */
export function takeAnchor(): (() => void) | null {
  const focused = document.activeElement;
  const inMain = (element: Element | null | undefined) => element?.closest("main") && element;
  const element = inMain([...document.querySelectorAll(":hover")].at(-1)) || inMain(focused) || null;
  if (!element) return null;
  const { top } = element.getBoundingClientRect();
  return () => {
    if (element.isConnected) window.scrollBy(0, element.getBoundingClientRect().top - top);
  };
}
