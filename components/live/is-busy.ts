/** Text somebody is writing, in a field of any kind but a search. */
function isTyping(element: Element | null): boolean {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true;
  return (
    element instanceof HTMLInputElement &&
    !["checkbox", "radio", "button", "submit", "search", "range"].includes(element.type)
  );
}

/** A field's lines end in one way, whatever its default was written with. */
const inLines = (words: string) => words.replace(/\r\n?/g, "\n");

/** Something was written or chosen in a form of the page and not sent yet. */
function hasUnsent(form: HTMLFormElement): boolean {
  return [...form.elements].some(
    (field) =>
      (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && isTyping(field))) &&
      inLines(field.value) !== inLines(field.defaultValue),
  );
}

/**
 * Whether the page must not change now: a dialog or a form is open or half filled in, or text is being selected
 * (experience.md, "live rows").
 */
export function isBusy(): boolean {
  if (document.querySelector("dialog[open], details.menu[open] form")) return true;
  if (isTyping(document.activeElement)) return true;
  if (document.getSelection()?.isCollapsed === false) return true;
  return [...document.querySelectorAll<HTMLFormElement>("main form")].some(hasUnsent);
}
