"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/**
 * Signs in through the organisation's own identity provider. Sent by script, since a form may not be led on to another
 * site (CSP, form-action).
 */
export function OidcButton({ next }: { next: string }) {
  const [pending, setPending] = useState(false);
  async function start() {
    setPending(true);
    const { signIn } = await import("next-auth/react");
    await signIn("oidc", { callbackUrl: next });
  }
  return (
    <p className="mt-4">
      <Button full aria-disabled={pending || undefined} onClick={() => !pending && start()}>
        {pending ? "One moment" : "Sign in through your organisation"}
      </Button>
    </p>
  );
}
