"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { TopBar } from "@/components/shell/top-bar";

/** The bar of every page of the producer; the console takes the whole screen, the other pages the page's width. */
export function OpsFrame({
  nav,
  person,
  role,
  account,
  unread,
  children,
}: {
  nav: { href: string; label: string; count?: number }[];
  person: string;
  role: string;
  account: ReactNode;
  /** Notifications not read yet. */
  unread: number;
  children: ReactNode;
}) {
  const path = usePathname();
  const isHere = (href: string) =>
    href === "/ops" ? path === "/ops" : path === href || path.startsWith(`${areaOf(href)}/`);
  const bar = (
    <TopBar
      home="/ops"
      nav={nav.map((item) => ({ ...item, current: isHere(item.href) }))}
      person={person}
      organisation={role}
      account={account}
      bell={{ href: "/ops/notifications", unread }}
      search={{ action: "/ops", hint: "SKU, product or batch" }}
      compact
    />
  );
  if (path === "/ops") {
    return (
      <div className="console dense">
        {bar}
        {children}
      </div>
    );
  }
  return (
    <>
      {bar}
      <main id="main" className="page">
        {children}
      </main>
    </>
  );
}

/** "/ops/insights" of "/ops/insights/promises": the pages below it are where its entry leads. */
const areaOf = (href: string) => href.split("/").slice(0, 3).join("/");
