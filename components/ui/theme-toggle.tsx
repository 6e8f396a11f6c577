"use client";
import { Icon } from "./icon";
import { THEME_COOKIE } from "./theme";

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

/** Switches between light and dark at once, and remembers it for the next page the server renders. */
export function ThemeToggle() {
  function toggle() {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    const next = dark ? "light" : "dark";
    root.dataset.theme = next;
    const secure = location.protocol === "https:" ? "; secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where a network of its own is served over plain HTTP
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR_IN_SECONDS}; samesite=lax${secure}`;
  }
  return (
    <button
      type="button"
      className="btn plain small"
      aria-label="Switch between light and dark"
      onClick={toggle}
    >
      <Icon name="theme" />
    </button>
  );
}
