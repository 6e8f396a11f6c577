import { Link } from "@/components/ui/link";
import type { BrandAsk } from "@/lib/insights/revision-memory";
import { REVISION_CODES } from "@/lib/lifecycle/needs";
import { capital, counted } from "@/lib/words/counts";

/** What the brand asked for before, as a list to go through before the next is frozen. */
export function BrandChecklist({ brand, asks }: { brand: string; asks: readonly BrandAsk[] }) {
  if (asks.length === 0) return null;
  return (
    <>
      <h3>{brand} often asks for</h3>
      <ul className="checklist">
        {asks.map(({ code, part, times, words }) => (
          <li key={`${code} ${part}`}>
            <label className="check">
              <input type="checkbox" />
              <span>
                <b>
                  {[part && capital(part.replaceAll("_", " ")), code && REVISION_CODES[code].toLowerCase()]
                    .filter(Boolean)
                    .join(", ")}
                </b>
                <span className="hint">
                  {words} In {counted(times, "request")}.
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p className="small">
        <Link href="/ops/insights/revisions">All revisions</Link>
      </p>
    </>
  );
}
