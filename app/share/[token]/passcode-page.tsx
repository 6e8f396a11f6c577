import { PasscodeForm } from "./passcode-form";
import { ShareHead } from "./share-head";

/** Asks for a link's passcode; says whose it is and nothing of what it shows. */
export function PasscodePage({ token, by }: { token: string; by: string }) {
  return (
    <main id="main" className="page narrow notice">
      <ShareHead by={by} />
      <div>
        <h1>This link asks for a passcode.</h1>
        <p>Whoever sent you the link has it. This browser remembers it for a week.</p>
        <PasscodeForm token={token} />
      </div>
    </main>
  );
}
