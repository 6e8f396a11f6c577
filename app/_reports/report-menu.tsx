import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import { ROWS_AT_ONCE } from "@/lib/reports/report";
import { ReportChoices } from "./choices";

const mostNamed = 3;
/** A variant has about so many lines in the Timeline report. */
const stepsEach = 7;

/** What the list below shows of it: the words of its filter, and how the address says it. */
export interface ListNarrowed {
  words: string;
  query: string;
}

/** Download Report: three reports in two formats, the summary to print, and what each says of itself. Source: the seed. */
export function ReportMenu({
  name,
  path,
  summary,
  variants,
  orderNumbers = [],
  narrowed = null,
  home = "/reports",
  small = false,
}: {
  name: string;
  /** The address that answers with files. */
  path: string;
  /** The address of the page that prints. */
  summary: string;
  /** How many rows the Detailed report has, where that is known. */
  variants?: number;
  orderNumbers?: readonly string[];
  narrowed?: ListNarrowed | null;
  home?: string;
  /** Beside a title that is small itself. */
  small?: boolean;
}) {
  const named = orderNumbers.slice(0, mostNamed).join(", ");
  const more = orderNumbers.length > mostNamed ? ` and ${orderNumbers.length - mostNamed} more orders` : "";
  return (
    <Menu
      {...(small ? { look: "btn small plain" } : {})}
      label={
        <>
          <Icon name="download" />
          Download Report
        </>
      }
    >
      <h2>Report on {name}</h2>
      <ReportChoices path={path} {...(variants === undefined ? {} : { rows: variants })} />
      {narrowed ? (
        <>
          <h2>Only {narrowed.words}</h2>
          <ReportChoices path={joined(path, narrowed.query)} only={narrowed.words} />
          <p className="note">
            <Link href={joined(summary, narrowed.query)}>Summary of these to read or print</Link>
          </p>
        </>
      ) : null}
      <p className="note">
        <Link href={summary}>Summary to read or print</Link>
      </p>
      <p className="note">
        Each names {named ? `${named}${more}, ` : null}the time with its zone, and how complete is counted.
        {variants !== undefined && variants * stepsEach > ROWS_AT_ONCE ? (
          <>
            {" "}
            Those of more than {ROWS_AT_ONCE.toLocaleString("en-GB")} rows are made in the background and kept
            under <Link href={home}>Reports</Link>.
          </>
        ) : null}
      </p>
    </Menu>
  );
}

const joined = (path: string, query: string) => `${path}${path.includes("?") ? "&" : "?"}${query}`;
