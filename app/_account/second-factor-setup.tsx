"use client";
import { useRouter } from "next/navigation";
import { useActionState, useState, useTransition } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { QrCode } from "./qr-code";
import { beginSecondFactor, confirmSecondFactor } from "./second-factor-actions";

/**
 * Sets a second factor up: the code to scan, its first figures, then the recovery codes, shown once. `next` is where it
 * goes on; without one the page is read again.
 */
export function SecondFactorSetup({ next, primary = false }: { next?: string; primary?: boolean }) {
  const [begun, setBegun] = useState<{ secret: string; picture: QrCode } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const [state, send] = useActionState(confirmSecondFactor, null);

  if (state && "codes" in state) return <RecoveryCodes codes={state.codes} next={next} />;
  if (!begun) {
    const begin = () =>
      start(async () => {
        const answer = await beginSecondFactor();
        if (answer.ok) setBegun(answer.value);
        else setFault(answer.message);
      });
    return (
      <div className="form">
        {fault ? (
          <p role="alert" className="late small">
            {fault}
          </p>
        ) : null}
        <div className="acts">
          <Button primary={primary} aria-disabled={pending || undefined} onClick={() => !pending && begin()}>
            Set up two-step sign-in
          </Button>
        </div>
      </div>
    );
  }
  const form = state && "faults" in state ? state.faults : null;
  return (
    <form action={send} className="form">
      <ErrorSummary faults={faultsOf(form)} />
      <p className="small">Scan this with an authenticator app, or type the key into it.</p>
      <Picture {...begun.picture} />
      <p className="small">
        <code>{begun.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
      <TextInput
        name="code"
        label="Code"
        hint="The six figures that the app shows now."
        inputMode="numeric"
        autoComplete="one-time-code"
        fault={faultAt(form, "code")}
        required
      />
      <div className="acts">
        <SubmitButton primary pending="One moment">
          Turn it on
        </SubmitButton>
      </div>
    </form>
  );
}

function Picture({ size, path }: QrCode) {
  return (
    <svg
      width="200"
      height="200"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR code for the authenticator app"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

function RecoveryCodes({ codes, next }: { codes: string[]; next?: string }) {
  const router = useRouter();
  return (
    <div className="form">
      <p role="status">
        <b>Two-step sign-in is on.</b> Keep these recovery codes where you keep other keys. Each one opens
        your account once, should your phone be gone. They are not shown again.
      </p>
      <ul className="grid grid-cols-2 gap-2">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="acts">
        <CopyButton text={codes.join("\n")} label="Copy the codes" />
        <Button primary onClick={() => (next ? router.push(next) : router.refresh())}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
