"use client";
import { useEffect, useRef } from "react";
import { Notice } from "@/components/shell/notice";
import { Button, LinkButton } from "@/components/ui/button";

/** What is shown when a page could not be made. The reason is in the log under the same reference. */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const again = useRef<HTMLButtonElement>(null);
  useEffect(() => again.current?.focus(), []);
  return (
    <Notice
      title="This page could not be shown."
      actions={
        <>
          <Button ref={again} primary onClick={retry}>
            Try again
          </Button>
          <LinkButton href="/" file>
            Go to the overview
          </LinkButton>
        </>
      }
    >
      <p>
        The fault is on our side. Nothing you sent has been half done: it is either complete, or not there at
        all.
      </p>
      {error.digest ? (
        <p className="small">
          If it happens again, contact support with the reference <code>{error.digest}</code>.
        </p>
      ) : null}
    </Notice>
  );
}
