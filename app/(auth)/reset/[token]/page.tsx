import type { Metadata } from "next";
import { passwordHint } from "@/app/_account/password-hint";
import { LinkButton } from "@/components/ui/button";
import { isResetOpen } from "@/lib/people/reset-password";
import { Enter, EnterSection } from "../../enter";
import { NewPasswordForm } from "./new-password-form";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ResetTokenPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!(await isResetOpen(token, new Date())))
    return (
      <Enter title="This link does not work any more.">
        <section>
          <p>It was used already, or its hour is over. Your password is as it was.</p>
          <div className="acts mt-5">
            <LinkButton href="/reset" primary>
              Ask for a new link
            </LinkButton>
          </div>
        </section>
      </Enter>
    );
  return (
    <Enter title="Choose a new password.">
      <EnterSection title="Your new password">
        <NewPasswordForm token={token} passwordHint={passwordHint} />
      </EnterSection>
    </Enter>
  );
}
