"use client";
import { useActionState } from "react";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { type SubscribeAnswer, subscribe } from "./subscribe";

/** Asks for an address to send the weekly summary to; works without script. */
export function SubscribeForm({ token }: { token: string }) {
  const [answer, send] = useActionState<SubscribeAnswer, FormData>(subscribe, null);
  if (answer?.ok)
    return (
      <p role="status">We sent a mail to {answer.email}. Nothing else comes before you press its button.</p>
    );
  return (
    <form action={send} className="form">
      <input type="hidden" name="token" value={token} />
      <TextInput
        name="email"
        label="E-mail address"
        type="email"
        autoComplete="email"
        maxLength={254}
        required
        defaultValue={answer?.email}
        fault={answer?.message}
      />
      <div className="acts">
        <SubmitButton pending="One moment">Send me the week</SubmitButton>
      </div>
      <p className="small quiet">Each Monday, until the link ends or you stop it. For nothing else.</p>
    </form>
  );
}
