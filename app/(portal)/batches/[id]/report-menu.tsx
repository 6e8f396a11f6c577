import { ReportChoices } from "@/app/_reports/choices";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";

const mostNamed = 3;

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
      </p>
    </Menu>
  );
}
