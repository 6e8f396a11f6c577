"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ReportFields } from "@/app/_reports/report-fields";
import { Button } from "@/components/ui/button";
import { capital, counted } from "@/lib/words/counts";

/** A list whose batches can be ticked, and one report on those that are. Works without script, but for the count. */
export function PickBatches({ children }: { children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null);
  const [picked, setPicked] = useState(0);
  const count = () => setPicked(new FormData(form.current ?? undefined).getAll("batch").length);
  const clear = () => {
    form.current?.reset();
    setPicked(0);
  };
  useEffect(() => {
    if (picked === 0) return;
    const leave = ({ key }: KeyboardEvent) => key === "Escape" && clear();
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  });
  return (
    <form ref={form} className="picks" action="/reports/file" method="get" onChange={count}>
      {children}
      <section className="result chosen no-print" aria-label="Report on the picked batches">
        <span className="words" role="status">
          <b>
            {picked === 0
              ? "Report on what you pick"
              : `${capital(counted(picked, "batch", "batches"))} selected`}
          </b>
        </span>
        <Button plain onClick={clear}>
          Clear
        </Button>
        <ReportFields home="/reports" inLine />
      </section>
    </form>
  );
}
