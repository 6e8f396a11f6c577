import { headers } from "next/headers";

/** The floor: a dynamic page of so many plain rows, no database, no session, no style. */
export default async function BarePage({ searchParams }: { searchParams: Promise<{ rows?: string }> }) {
  const agent = (await headers()).get("user-agent") ?? "";
  const rows = Number((await searchParams).rows ?? 1);
  return (
    <ul data-agent={agent}>
      {Array.from({ length: rows }, (_, i) => i).map((i) => (
        <li key={i} className="row">
          <a href={`/rows/${i}`}>Row number {i}</a> <span className="figure">{i * 7}</span> <b>of {rows}</b>
        </li>
      ))}
    </ul>
  );
}
