"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 2000;

/** Asks for the page again and again while it is in view, until what it shows is done and this is no longer on it. */
export function AskAgain() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content="5" />
    </noscript>
  );
}
