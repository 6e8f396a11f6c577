import { LinkButton } from "@/components/ui/button";
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
}: {
  path: string;
  rows: number;
  types?: readonly ReportType[];
}) {
  const size = `${rows.toLocaleString("en-GB")} ${rows === 1 ? "row" : "rows"}`;
  return (
    <ul className="menu-rows">
      {types.map((type) => {
        const { title, about } = REPORT_WORDS[type];
        return (
          <li key={type}>
            <span>
              <b>{title}</b>
              <br />
              <span className="quiet">{type === "detailed" ? `${about}, ${size}` : about}</span>
            </span>
            <span className="acts">
              {REPORT_FORMATS.map((format) => (
                <LinkButton
                  key={format}
                  file
                  small
                  href={`${path}?type=${type}&format=${format}`}
                  aria-label={`${title}, ${FORMAT_WORDS[format]}`}
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
