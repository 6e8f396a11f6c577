"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Sheet } from "@/components/ui/dialog";
import { linkForPhone } from "./actions";

type Link = Extract<Awaited<ReturnType<typeof linkForPhone>>, { ok: true }>["value"];

/** Makes a short-lived link to a model and shows it as a QR code. */
export function OnAPhone({ modelId, sku }: { modelId: string; sku: string }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [link, setLink] = useState<Link | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  async function open() {
    setLink(null);
    setFault(null);
    sheet.current?.showModal();
    const answer = await linkForPhone(modelId);
    if (answer.ok) setLink(answer.value);
    else setFault(answer.message);
  }
  return (
    <>
      <Button small aria-haspopup="dialog" onClick={open}>
        See it on a phone…
      </Button>
      <Sheet sheet={sheet} title={`${sku} on a phone`}>
        {fault ? (
          <p className="late" role="alert">
            {fault}
          </p>
        ) : null}
        {link ? (
          <>
            <p>
              Point the phone's camera at it. The link shows this model alone, needs no account and ends in{" "}
              {link.minutes} minutes.
            </p>
            <svg
              className="qr"
              viewBox={`0 0 ${link.code.size} ${link.code.size}`}
              role="img"
              aria-label="QR code of the link"
            >
              <rect width={link.code.size} height={link.code.size} fill="#fff" />
              <path d={link.code.path} fill="#000" shapeRendering="crispEdges" />
            </svg>
            <p className="small">
              <code>{link.address}</code> <CopyButton text={link.address} />
            </p>
          </>
        ) : fault ? null : (
          <p role="status">Making the link …</p>
        )}
      </Sheet>
    </>
  );
}
