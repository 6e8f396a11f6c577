import type { Progress } from "@/lib/lifecycle/progress";

/** The one percentage of a page, and what it counts: "45%", "Complete (45/100 variants)", "+ 4 cancelled". */
export function PercentBlock({ progress }: { progress: Pick<Progress, "complete" | "buckets" | "active"> }) {
  const { complete, active, buckets } = progress;
  return (
    <div className="percent-block">
      <p className="percent">
        {complete === null ? (
          "–"
        ) : (
          <>
            {complete}
            <small>%</small>
          </>
        )}
      </p>
      <p>
        <b>Complete</b> ({buckets.validated}/{active} {active === 1 ? "variant" : "variants"})
        {buckets.cancelled > 0 ? <span className="quiet"> + {buckets.cancelled} cancelled</span> : null}
      </p>
    </div>
  );
}
