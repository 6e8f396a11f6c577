import type { Metadata } from "next";
import { Notice } from "@/components/shell/notice";
import { LinkButton } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Notice
      title="There is nothing at this address."
      actions={
        <LinkButton href="/" primary>
          Go to the overview
        </LinkButton>
      }
    >
      <p>
        It may have moved, or it belongs to an organisation you are not signed in for. If someone sent you the
        address, ask them for it once more.
      </p>
    </Notice>
  );
}
