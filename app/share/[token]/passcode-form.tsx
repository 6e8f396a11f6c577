"use client";
import { useActionState } from "react";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { givePasscode } from "./give-passcode";

/** Sends the passcode; works without script. */
export function PasscodeForm({ token }: { token: string }) {
  const [fault, send] = useActionState<string | null, FormData>(givePasscode, null);
  return (
    <form action={send} className="form mt-6">
      <input type="hidden" name="token" value={token} />
      <TextInput
        name="passcode"
        label="Passcode"
        type="password"
        autoComplete="off"
        maxLength={100}
        required
        fault={fault}
      />
      <div className="acts">
        <SubmitButton primary pending="One moment">
          Open
        </SubmitButton>
      </div>
    </form>
  );
}
