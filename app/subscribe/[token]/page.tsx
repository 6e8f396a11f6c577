import type { Metadata } from "next";
import { DoorHead } from "@/components/shell/door-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { WEEKLY } from "@/lib/notifications/templates";
import { describeConfirmation } from "@/lib/subscriptions/confirm-subscription";
import { confirm } from "./confirm";

export const metadata: Metadata = {
  title: "Weekly mail",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** Where the first mail to an address leads: says what would be sent, and begins only when the button is pressed. */
export default async function SubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const asked = await describeConfirmation(token);
  return (
    <main id="main" className="page notice">
      <DoorHead />
      <div>
        {asked === null ? (
          <>
            <h1>This question has ended.</h1>
            <p>
              An address is forgotten two days after it was entered, or when what it was for has ended. Where
              that goes on you can enter it again; if the mail is younger, open its whole link.
            </p>
          </>
        ) : asked.isConfirmed ? (
          <>
            <h1>You get it every Monday.</h1>
            <p>
              {asked.next ? `The next one comes ${asked.next}. ` : ""}Each mail has a link that ends it with
              one press.
            </p>
          </>
        ) : (
          <>
            <h1>Do you want {WEEKLY[asked.kind]}?</h1>
            <p>It comes from {asked.by}, every Monday morning. Each mail has a link that ends it.</p>
            <form className="acts" action={confirm}>
              <input type="hidden" name="token" value={token} />
              <SubmitButton primary pending="One moment">
                Yes, send it
              </SubmitButton>
            </form>
          </>
        )}
      </div>
    </main>
  );
}
