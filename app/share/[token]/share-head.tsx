import { Mark } from "@/components/shell/mark";
import { ThemeToggle } from "@/components/ui/theme-toggle";

/** The line above a shared page: whose it is. It leads nowhere, since its reader has no account. */
export function ShareHead({ by }: { by: string | null }) {
  return (
    <header className="share-head">
      <span className="mark">
        <Mark width={28} />
        <span className="vh">Framewatch</span>
      </span>
      {by ? <span>Shared by {by}</span> : null}
      <span className="no-print">
        <ThemeToggle />
      </span>
    </header>
  );
}
