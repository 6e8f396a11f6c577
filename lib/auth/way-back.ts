/** Where to go after signing in: the page that was asked for, if it is one of this house, else the person's own start. */
export function wayBack(next: string | null | undefined, home: "/" | "/ops"): string {
  if (!next?.startsWith("/") || next === "/") return home;
  const inside = "http://inside.invalid";
  if (!URL.canParse(next, inside)) return home;
  const target = new URL(next, inside);
  const aside = target.pathname === "/sign-in" || target.pathname.startsWith("/api/");
  return target.origin === inside && !aside ? `${target.pathname}${target.search}` : home;
}
