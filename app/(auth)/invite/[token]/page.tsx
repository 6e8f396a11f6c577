import type { Metadata } from "next";
import { passwordHint } from "@/app/_account/password-hint";
import { LinkButton } from "@/components/ui/button";
import { readInvitation } from "@/lib/people/accept-invitation";
import { ROLE_LABELS, ROLE_MAY } from "@/lib/people/role-labels";
import { Enter, EnterSection } from "../../enter";
import { AcceptForm } from "./accept-form";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await readInvitation(token, new Date());
  if (!invitation)
    return (
      <Enter title="This invitation does not work any more.">
        <section>
          <p>It was accepted, taken back or has expired. Ask whoever invited you to send it again.</p>
          <div className="acts mt-5">
            <LinkButton href="/sign-in">Go to the sign-in</LinkButton>
          </div>
        </section>
      </Enter>
    );
  const { to, email, name, role, hasAccount } = invitation;
  return (
    <Enter title={`You are invited to ${to}.`}>
      <EnterSection title={hasAccount ? "Accept" : "Your account"}>
        <p>
          As <b>{ROLE_LABELS[role].toLowerCase()}</b>: {ROLE_MAY[role]}. You sign in as <b>{email}</b>.
        </p>
        <AcceptForm
          token={token}
          email={email}
          name={name}
          hasAccount={hasAccount}
          passwordHint={passwordHint}
        />
      </EnterSection>
    </Enter>
  );
}
