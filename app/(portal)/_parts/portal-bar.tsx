"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import type { NavItem } from "@/components/shell/navigation";
import { TopBar } from "@/components/shell/top-bar";
import { type Hit, Palette } from "./palette";

const HINT = "SKU, EAN, or the name of a batch, product or order";

/** The places of the portal with what waits in them, marked where the reader is. */
export function PortalBar({
  nav,
  person,
  organisation,
  account,
  unread,
  actions,
}: {
  /** `within`: where an item is current, if not below its own address. */
  nav: readonly (NavItem & { within?: string })[];
  person: string;
  organisation: string;
  account: ReactNode;
  /** Notifications not read yet. */
  unread: number;
  /** Further places of the palette. */
  actions: readonly Hit[];
}) {
  const path = usePathname();
  const isHere = (href: string) =>
    href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
  return (
    <TopBar
      home="/"
      nav={nav.map((item) => ({ ...item, current: isHere(item.within ?? item.href) }))}
      person={person}
      organisation={organisation}
      account={account}
      bell={{ href: "/notifications", unread }}
      search={{
        action: "/search",
        hint: HINT,
        trigger: (
          <Palette
            places={[...nav.map(({ href, label }) => ({ href, name: label })), ...actions]}
            hint={HINT}
          />
        ),
      }}
    />
  );
}
