import { Link } from "@/components/ui/link";

/** The first two cells of a row that is a batch: its name, which leads there, and whose it is. */
export function BatchCells({ id, name, organisation }: { id: string; name: string; organisation: string }) {
  return (
    <>
      <td title={name}>
        <Link className="id" href={`/ops/batches/${id}`}>
          {name}
        </Link>
      </td>
      <td data-l="For" title={organisation}>
        {organisation}
      </td>
    </>
  );
}
