/** Kept in a cookie so that the server already renders the right one; without it the system decides. */
export const THEME_COOKIE = "theme";
export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The theme a cookie names; undefined means as the system has it. */
export function readTheme(cookie: string | undefined): Theme | undefined {
  return THEMES.find((theme) => theme === cookie);
}
