import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { Bell } from "./bell";
import { Mark } from "./mark";
import type { NavItem } from "./navigation";
import { SearchTrigger } from "./search-trigger";

function NavLink({ item }: { item: NavItem }) {
  return (
    <Link href={item.href} aria-current={item.current ? "page" : undefined}>
      {item.label}
      {item.count === undefined ? null : <span className="n">{count(item.count)}</span>}
    </Link>
  );
}

/**
 * The head of every page for those who are signed in. `account` are the rows of the account menu (settings,
 * other organisations, sign out); below 1000 px everything is in one menu.
 */
export function TopBar({
  home,
  nav,
  person,
  organisation,
  account,
  search,
  bell,
  compact = false,
}: {
  home: string;
  nav: readonly NavItem[];
  person: string;
  organisation: string;
  account: ReactNode;
  /** Where a search is sent as `?q=`, and what can be searched for; `trigger` in place of the plain search button. */
  search?: { action: string; hint: string; trigger?: ReactNode };
  /** Where notifications are listed, and how many are unread. */
  bell?: { href: string; unread: number };
  /** 44 px and the whole width, for the console. */
  compact?: boolean;
}) {
  const who = `${person}, ${organisation}`;
  return (
    <header className={classNames("top", compact && "compact")}>
      <div className={compact ? undefined : "page"}>
        <Link className="mark" href={home}>
          <Mark />
          Framewatch
        </Link>
        <nav className="nav" aria-label="Main">
          {nav.map((item) => (
            <NavLink key={item.href} item={item} />
          ))}
        </nav>
        <div className="tools">
          {search ? (search.trigger ?? <SearchTrigger action={search.action} hint={search.hint} />) : null}
          {bell ? <Bell {...bell} /> : null}
          <Menu look="" className="account" narrow label={<span className="who">{who}</span>}>
            <div className="menu-rows">{account}</div>
          </Menu>
          <Menu look="btn plain" className="small-nav" label="Menu">
            {search ? (
              <search>
                <form className="inline-form" action={search.action}>
                  <input
                    className="inp"
                    type="search"
                    name="q"
                    aria-label={search.hint}
                    placeholder={search.hint}
                  />
                  <button className="btn" type="submit">
                    Search
                  </button>
                </form>
              </search>
            ) : null}
            <nav aria-label="Main">
              <ul className="nav-list">
                {nav.map((item) => (
                  <li key={item.href}>
                    <NavLink item={item} />
                  </li>
                ))}
              </ul>
            </nav>
            <p className="who">{who}</p>
            <div className="menu-rows">{account}</div>
          </Menu>
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
