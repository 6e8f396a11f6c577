import type { Metadata } from "next";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import { Pager } from "@/components/ui/pager";
import { formatDay } from "@/lib/calendar/format";
import { listEveryCatalogue } from "@/lib/catalogues/list-every";
import { STATUS_LABELS } from "@/lib/catalogues/words";
import { capital, counted } from "@/lib/words/counts";
import { opsReading } from "../../_record/read";
import { Views } from "../views";

export const metadata: Metadata = { title: "Catalogues" };

const SIZE = 50;
const path = "/ops/insights/catalogues";

/** What customers made of what was validated: every catalogue, and where it is live. They alone change them. */
export default async function OpsCataloguesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { from } = await searchParams;
  const { page, style } = await opsReading(async ({ tx, style }) => ({
    page: await listEveryCatalogue(tx, { size: SIZE, ...(typeof from === "string" ? { from } : {}) }),
    style,
  }));
  const pageAt = (key: string | null) => key && `${path}?from=${key}`;
  return (
    <>
      <PageTitle
        title="Catalogues"
        sub={`${capital(counted(page.live, "catalogue"))} ${page.live === 1 ? "is" : "are"} live${page.live < page.total ? `, of ${page.total}` : ""}.`}
      />
      <Views current="Catalogues" />
      <Section layout="wide" title="Of every organisation" note="The latest change of state first.">
        {page.total === 0 ? (
          <EmptyState title="No catalogue was made yet">
            Customers make them of validated variants.
          </EmptyState>
        ) : (
          <>
            <DataTable
              caption="Catalogues of every organisation, the latest change of state first"
              columns={[
                { label: "Catalogue" },
                { label: "Organisation", width: "22%" },
                { label: "State", width: 120 },
                { label: "Shown", num: true, width: 80 },
                { label: "Not shown", num: true, width: 100 },
                { label: "Public address", width: "24%", phone: "full" },
                { label: "Since", width: 120, tn: true, quiet: true },
              ]}
            >
              <tbody>
                {page.rows.map(({ id, title, organisation, status, shown, hidden, slug, since }) => (
                  <tr key={id}>
                    <td title={title}>
                      <b>{title}</b>
                    </td>
                    <td title={organisation}>{organisation}</td>
                    <td>{STATUS_LABELS[status]}</td>
                    <td data-l="Shown">{count(shown)}</td>
                    <td data-l="Not shown">{count(hidden)}</td>
                    <td title={`/c/${slug}`}>
                      {status === "published" ? (
                        <a href={`/c/${slug}`}>/c/{slug}</a>
                      ) : (
                        <span className="quiet">/c/{slug}</span>
                      )}
                    </td>
                    <td data-l="Since">{formatDay(since, style)}</td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
            <Pager
              first={page.first}
              rows={page.rows.length}
              total={page.total}
              size={SIZE}
              previous={pageAt(page.previous)}
              next={pageAt(page.next)}
              note="The latest change of state first"
            />
          </>
        )}
      </Section>
    </>
  );
}
