import type { Metadata } from "next";
import { SteadyRows } from "@/components/live/steady-items";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/access/permissions";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { listNotes } from "@/lib/catalogues/find-catalogue";
import { type CatalogueRow, countValidated, listCatalogues } from "@/lib/catalogues/list-catalogues";
import { STATUS_LABELS } from "@/lib/catalogues/words";
import { capital, counted, countWord } from "@/lib/words/counts";
import { reading } from "../_page/read";
import { NewCatalogue } from "./new-catalogue";
import { Notes } from "./notes";

export const metadata: Metadata = { title: "My Catalogues" };

const COLUMNS: Column[] = [
  { label: "Catalogue" },
  { label: "State", width: 120 },
  { label: "Shown", num: true, width: 80 },
  { label: "Not shown", num: true, width: 100 },
  { label: "Public address", width: "28%", phone: "full" },
  { label: "Since", width: 130, tn: true, quiet: true },
];

/** Every catalogue of the organisation, and what left a live page. */
export default async function CataloguesPage() {
  const { catalogues, validated, notes, actor, style } = await reading(
    async ({ tx, organisationId, ...rest }) => {
      const [catalogues, validated, notes] = await Promise.all([
        listCatalogues(tx, organisationId),
        countValidated(tx, organisationId),
        listNotes(tx, organisationId, { open: true, limit: 10 }),
      ]);
      return { ...rest, catalogues, validated, notes };
    },
  );
  const mayPublish = can(actor.role, "publish");
  return (
    <>
      <PageTitle
        title="My Catalogues"
        sub={summary(catalogues, validated)}
        actions={mayPublish ? <NewCatalogue /> : null}
      />
      {notes.length > 0 ? (
        <Section
          title="Left a live page"
          note="Not validated any more. They return once they are validated again."
        >
          <Notes notes={notes} style={style} named />
        </Section>
      ) : null}
      <Section layout="wide" title="Catalogues">
        {catalogues.length === 0 ? (
          <EmptyState
            title="Catalogues of your validated variants will be here."
            actions={
              validated.validated > 0 ? null : (
                <LinkButton href="/validation">Go to Frame Validation</LinkButton>
              )
            }
          >
            {mayPublish
              ? "Put validated variants together, give them a title, and publish: the catalogue is live at its own address at once."
              : "An admin of your organisation puts them together and publishes them."}
          </EmptyState>
        ) : (
          <DataTable caption="Catalogues, live ones first" columns={COLUMNS}>
            <tbody>
              <SteadyRows>
                {catalogues.map((catalogue) => (
                  <Row key={catalogue.id} catalogue={catalogue} style={style} />
                ))}
              </SteadyRows>
            </tbody>
          </DataTable>
        )}
      </Section>
    </>
  );
}

function summary(
  catalogues: CatalogueRow[],
  { validated, inNone }: { validated: number; inNone: number },
): string {
  const live = catalogues.filter(({ status }) => status === "published").length;
  const have = capital(counted(validated, "validated variant"));
  const free = inNone === 0 ? "all of them in a catalogue" : `${countWord(inNone)} in no catalogue yet`;
  const words =
    live === 0
      ? "No catalogue is live."
      : `${capital(counted(live, "catalogue"))} ${live === 1 ? "is" : "are"} live.`;
  return validated === 0 ? `${words} No variant is validated yet.` : `${words} ${have}, ${free}.`;
}

function Row({ catalogue, style }: { catalogue: CatalogueRow; style: DateStyle }) {
  const { id, title, slug, status, added, shown, publishedAt, unpublishedAt, createdAt } = catalogue;
  const live = status === "published";
  const hidden = added - shown;
  return (
    <tr>
      <td title={title}>
        <Link href={`/catalogues/${id}`}>{title}</Link>
      </td>
      <td>{STATUS_LABELS[status]}</td>
      <td data-l="Shown">{shown === 0 ? <span className="zero">0</span> : count(shown)}</td>
      <td data-l="Not shown">
        {hidden === 0 ? <span className="zero">0</span> : <span className="risk">{count(hidden)}</span>}
      </td>
      <td title={`/c/${slug}`}>
        {live ? <a href={`/c/${slug}`}>/c/{slug}</a> : <span className="quiet">/c/{slug}</span>}
      </td>
      <td data-l="Since">{formatDay(publishedAt ?? unpublishedAt ?? createdAt, style)}</td>
    </tr>
  );
}
