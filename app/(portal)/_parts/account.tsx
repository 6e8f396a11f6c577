import { PauseSwitch } from "@/components/live/pause-switch";
import { Link } from "@/components/ui/link";
import type { Person } from "@/lib/auth/current-actor";
import { SignOut } from "./sign-out";

/** The rows of the account menu. */
export function Account({ person }: { person: Person }) {
  return (
    <>
      <p className="quiet">{person.email}</p>
      <Link href="/reports">Reports</Link>
      <Link href="/settings/links">Share links</Link>
      <Link href="/settings">Settings</Link>
      <PauseSwitch />
      <SignOut />
    </>
  );
}
