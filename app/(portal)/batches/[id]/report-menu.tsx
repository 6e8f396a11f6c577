import { ReportChoices } from "@/app/_reports/choices";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import { ROWS_AT_ONCE } from "@/lib/reports/report";

const mostNamed = 3;
/** A variant has about so many lines in the Timeline report. */
const stepsEach = 7;

/** Download Report: three reports in two formats, and what each says of itself. Source: the seed. */
export function ReportMenu({
  batchId,
  name,
  variants,
  orderNumbers,
}: {
  batchId: string;
  name: string;
  /** How many rows the Detailed report has. */
  variants: number;
  orderNumbers: readonly string[];
}) {
  const named = orderNumbers.slice(0, mostNamed).join(", ");
  const more = orderNumbers.length > mostNamed ? ` and ${orderNumbers.length - mostNamed} more orders` : "";
  return (
    <Menu
      label={
        <>
          <Icon name="download" />
          Download Report
        </>
      }
    >
      <h2>Report on {name}</h2>
      <ReportChoices path={`/batches/${batchId}/report`} rows={variants} />
      <p className="note">
        Each names the batch, {named ? `${named}${more}, ` : null}the time with its zone, and how complete is
        counted.
        {variants * stepsEach > ROWS_AT_ONCE ? (
          <>
            {" "}
            Those of more than {ROWS_AT_ONCE.toLocaleString("en-GB")} rows are made in the background and kept
            under <Link href="/reports">Reports</Link>.
          </>
        ) : null}
      </p>
    </Menu>
  );
}
