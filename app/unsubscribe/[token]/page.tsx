import type { Metadata } from "next";
import type { Query } from "@/app/(portal)/_page/address";
import { DoorHead } from "@/components/shell/door-head";
import { Button, LinkButton } from "@/components/ui/button";
import { describeStop } from "@/lib/notifications/unsubscribe";

export const metadata: Metadata = { title: "Stop e-mails" };

/** Where the foot of a mail leads: says what would be stopped, and stops it only when the button is pressed. */
export default async function UnsubscribePage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Query;
}) {
  const { token } = await params;
  const isDone = (await searchParams).done !== undefined;
  const stop = await describeStop(token);
  return (
    <main id="main" className="page notice">
      <DoorHead />
      <div>
        {stop === null ? (
          <>
            <h1>This link is not complete.</h1>
            <p>Open it from the mail again, or choose what you are told in your settings.</p>
            <div className="acts">
              <LinkButton href="/sign-in?next=/settings/notifications">Go to the settings</LinkButton>
            </div>
          </>
        ) : isDone || stop.isOver ? (
          <>
            <h1>We send you no more e-mails of this kind.</h1>
            <p>
              {listed(stop.what)}.{" "}
              {stop.hasAccount
                ? "In the app everything stays as it was; the settings bring the mails back."
                : "Your address is no longer kept for it."}
            </p>
            {stop.hasAccount ? (
              <div className="acts">
                <LinkButton href="/sign-in?next=/settings/notifications">Go to the settings</LinkButton>
              </div>
            ) : null}
          </>
        ) : (
          <>
            <h1>Stop these e-mails?</h1>
            <p>
              {listed(stop.what)}.
              {stop.hasAccount ? " In the app you are still told." : " Your address is forgotten with it."}
            </p>
            <form className="acts" method="post" action={`/api/unsubscribe/${token}`}>
              <Button type="submit" primary>
                Stop these e-mails
              </Button>
            </form>
          </>
        )}
      </div>
    </main>
  );
}

const listed = (what: readonly string[]) => new Intl.ListFormat("en-GB").format(what);
