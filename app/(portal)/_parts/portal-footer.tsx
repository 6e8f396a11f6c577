"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { Footer } from "@/components/shell/footer";
import { formatUpdated } from "@/lib/words/dates";

/** What the figures mean and when they were read: with the page, and anew with every page after it. */
export function PortalFooter({ zone, readAt }: { zone: string; readAt: string }) {
  const address = `${usePathname()}?${useSearchParams()}`;
  const [read, setRead] = useState({ address, at: readAt, fromServer: readAt });
  useEffect(() => {
    setRead((was) => {
      if (was.fromServer !== readAt) return { address, at: readAt, fromServer: readAt };
      return was.address === address ? was : { address, at: new Date().toISOString(), fromServer: readAt };
    });
  }, [address, readAt]);
  return <Footer zone={zone} updated={formatUpdated(new Date(read.at), zone)} />;
}
