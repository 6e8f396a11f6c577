import type { Metadata } from "next";
import { Notice } from "@/components/shell/notice";

export const metadata: Metadata = { title: { absolute: "Nothing here" } };

/** The same whether a catalogue was taken off or never was. */
export default function NoCatalogue() {
  return (
    <Notice title="There is nothing at this address.">
      <p>Check that you have the whole address, or ask whoever gave it to you.</p>
    </Notice>
  );
}
