"use client";
import { useEffect, useState } from "react";
import { Section } from "@/components/shell/section";
import {
  type Change,
  changesBetween,
  type Figures,
  nextVisits,
  readVisits,
  type Visit,
} from "@/lib/sharing/visits";

/**
 * What changed since this browser saw the link last. The figures then are kept in the browser alone, so that nothing is
 * known of who looks.
 */
export function SinceLastVisit({ linkId, figures }: { linkId: string; figures: Figures }) {
  const [before, setBefore] = useState<Visit | null>(null);
  useEffect(() => {
    const key = `framewatch-share-${linkId}`;
    try {
      const visits = nextVisits(readVisits(localStorage.getItem(key)), figures);
      localStorage.setItem(key, JSON.stringify(visits));
      setBefore(visits.before);
    } catch {
      // A browser that keeps nothing for this page has no last visit.
    }
  }, [linkId, figures]);
  const changes = before && changesBetween(before, figures);
  const told = changes !== null && changes.length > 0;
  return (
    <div className={told ? undefined : "no-print"}>
      <Section title="Since your last visit" note={before ? before.seen : "The first with this browser"}>
        {told ? (
          <ol className="news">
            {changes.map((change) => (
              <News key={change.what} change={change} />
            ))}
          </ol>
        ) : (
          <p className="quiet">
            {before ? "Nothing has changed since then." : "When you come back, this says what has changed."}
          </p>
        )}
      </Section>
    </div>
  );
}

function News({ change: { by, what, compared } }: { change: Change }) {
  return (
    <li>
      <b>{by}</b>
      <div>
        {what}
        <br />
        <span className="small">{compared}</span>
      </div>
    </li>
  );
}
