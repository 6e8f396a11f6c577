import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";
import { ThemeToggle } from "@/components/ui/theme-toggle";

/** Pages for people who are not signed in yet. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="page">
      <header className="flex items-center justify-between py-[18px]">
        <span className="mark">
          <Mark />
          Framewatch
        </span>
        <ThemeToggle />
      </header>
      {children}
    </main>
  );
}
