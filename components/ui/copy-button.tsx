"use client";
import { useState } from "react";
import { Button, type ButtonLook } from "./button";
import { Icon } from "./icon";

/** Puts a text on the clipboard and says that it did; where it may not, the text is there to be selected. */
export function CopyButton({ text, label = "Copy", ...look }: { text: string; label?: string } & ButtonLook) {
  const [said, setSaid] = useState<"copied" | "refused" | null>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("copied");
    } catch {
      setSaid("refused");
    }
  }
  return (
    <>
      <Button {...look} onClick={copy}>
        <Icon name="copy" />
        {said === "copied" ? "Copied" : label}
      </Button>
      <span role="status" className={said === "refused" ? "small quiet" : "vh"}>
        {said === "copied" ? "Copied." : null}
        {said === "refused" ? "The browser does not allow copying; select the text instead." : null}
      </span>
    </>
  );
}
