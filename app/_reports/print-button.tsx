"use client";
import { Button } from "@/components/ui/button";

/** Opens the browser's own printing, which also saves as PDF. */
export function PrintButton() {
  return (
    <Button type="button" onClick={() => window.print()}>
      Print or save as PDF
    </Button>
  );
}
