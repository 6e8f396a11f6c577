import { LinkButton } from "@/components/ui/button";
import { count } from "@/components/ui/figure";
import {
  FORMAT_WORDS,
  REPORT_FORMATS,
  REPORT_TYPES,
  REPORT_WORDS,
  type ReportType,
} from "@/lib/reports/report";

/** The three reports in two formats each; `path` is the address that answers them, `rows` what the Detailed one holds. */
export function ReportChoices({
  path,
  rows,
  types = REPORT_TYPES,
  only,
}: {
  path: string;
  rows?: number;
  types?: readonly ReportType[];
  /** What the address is narrowed to, in words. */
  only?: string;
}) {
  const size = rows === undefined ? "" : `, ${count(rows)} ${rows === 1 ? "row" : "rows"}`;
  const to = path.includes("?") ? "&" : "?";
  return (
    <ul className="menu-rows">
      {types.map((type) => {
        const { title, about } = REPORT_WORDS[type];
        return (
          <li key={type}>
            <span>
              <b>{title}</b>
              <br />
              <span className="quiet">{type === "detailed" ? `${about}${size}` : about}</span>
            </span>
            <span className="acts">
              {REPORT_FORMATS.map((format) => (
                <LinkButton
                  key={format}
                  file
                  small
                  href={`${path}${to}type=${type}&format=${format}`}
                  aria-label={[title, only && `only ${only}`, FORMAT_WORDS[format]]
                    .filter(Boolean)
                    .join(", ")}
                >
                  {FORMAT_WORDS[format]}
                </LinkButton>
              ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
