import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FrameEmpty } from "@/components/production/frame-map";
import { currentActor } from "@/lib/auth/current-actor";
import { isEmptyHouse } from "@/lib/auth/first-admin";
import { offersOidc } from "@/lib/auth/oidc";
import { wayBack } from "@/lib/auth/way-back";
import { listDemoAccounts } from "@/lib/people/demo-accounts";
import { Enter, EnterSection } from "../enter";
import { DemoAccounts } from "./demo-accounts";
import { OidcButton } from "./oidc-button";
import { SignInForm } from "./sign-in-form";
import { noteOf } from "./words";

export const metadata: Metadata = { title: "Sign in" };

interface Search {
  next?: string;
  callbackUrl?: string;
  error?: string;
  done?: string;
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, error, done } = await searchParams;
  const actor = await currentActor();
  if (actor) redirect(wayBack(next, actor.kind === "customer" ? "/" : "/ops"));
  const accounts = await listDemoAccounts();
  if (accounts.length === 0 && (await isEmptyHouse())) redirect("/setup");
  return (
    <>
      <Enter title="See where every frame is.">
        <EnterSection title="Sign in">
          <SignInForm next={next ?? ""} note={noteOf(error, done)} />
          {offersOidc() ? <OidcButton next={wayBack(next, "/")} /> : null}
        </EnterSection>
        {accounts.length > 0 ? (
          <EnterSection title="Demo accounts">
            <DemoAccounts accounts={accounts} />
          </EnterSection>
        ) : null}
      </Enter>
      <section className="picture" aria-label="The 13 production states">
        <FrameEmpty />
      </section>
    </>
  );
}
