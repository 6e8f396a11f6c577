import type { ReactNode } from "react";
import { DoorHead } from "@/components/shell/door-head";

/** Pages for people who are not signed in yet. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="page">
      <DoorHead className="flex items-center justify-between py-[18px]" />
      {children}
    </main>
  );
}
