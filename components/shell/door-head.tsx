import { ThemeToggle } from "@/components/ui/theme-toggle";
import { Mark } from "./mark";

/** The head of pages for readers who are not signed in. It leads nowhere: they may have no account. */
export function DoorHead({ className }: { className?: string }) {
  return (
    <header className={className}>
      <span className="mark">
        <Mark />
        Framewatch
      </span>
      <ThemeToggle />
    </header>
  );
}
