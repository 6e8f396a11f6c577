import type { Metadata } from "next";
import { PageTitle } from "@/components/shell/page-title";
import { LinkButton } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

/** Inside the shell, whose bar and main landmark stay. */
export default function NotFound() {
  return (
    <>
      <PageTitle title="There is nothing at this address." />
      <p>
        It may have moved, or it belongs to an organisation you are not signed in for. If someone sent you the
        address, ask them for it once more.
      </p>
      <div className="acts mt-5">
        <LinkButton primary href="/">
          Go to the overview
        </LinkButton>
      </div>
    </>
  );
}
