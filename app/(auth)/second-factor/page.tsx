import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SecondFactorSetup } from "@/app/_account/second-factor-setup";
import { currentSession, mustEnrol } from "@/lib/auth/current-actor";
import { Enter, EnterSection } from "../enter";

export const metadata: Metadata = { title: "Two-step sign-in" };

/** Where the producer's people set a second factor up before anything else (trust.md). */
export default async function SecondFactorPage() {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  if (!mustEnrol(session)) redirect("/");
  return (
    <Enter title="One more lock, because you can open every door.">
      <EnterSection title="Two-step sign-in">
        <p>
          Production staff and administrators sign in with their password and a code from an authenticator
          app. Set it up now; afterwards you can go on.
        </p>
        <SecondFactorSetup next="/ops" primary />
      </EnterSection>
    </Enter>
  );
}
