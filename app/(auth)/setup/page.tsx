import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { passwordHint } from "@/app/_account/password-hint";
import { isEmptyHouse } from "@/lib/auth/first-admin";
import { Enter, EnterSection } from "../enter";
import { SetupForm } from "./setup-form";

export const metadata: Metadata = { title: "First administrator" };

export default async function SetupPage() {
  await connection();
  if (!(await isEmptyHouse())) redirect("/sign-in");
  return (
    <Enter title="Nobody is here yet. Be the first.">
      <EnterSection title="First administrator">
        <p>The code was printed where Framewatch was started. It works once.</p>
        <SetupForm passwordHint={passwordHint} />
      </EnterSection>
    </Enter>
  );
}
