import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import { Refusal } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";
import { formatDay } from "@/lib/calendar/format";
import { availableChoices, listAvailable } from "@/lib/catalogues/available";
import { coverSources } from "@/lib/catalogues/cover";
import type { Catalogue } from "@/lib/catalogues/edit";
import { findCatalogue, listItems, listNotes } from "@/lib/catalogues/find-catalogue";
import { env } from "@/lib/env";
import { counted } from "@/lib/words/counts";
import { address, one, oneOf, type Query } from "../../_page/address";
import { type Reading, reading } from "../../_page/read";
import { Notes } from "../notes";
import { Add } from "./add";
import { availableView } from "./available-view";
import { Cover } from "./cover";
import { ExportMenu } from "./export-menu";
import { Items } from "./items";
import { PublishButton } from "./publish-button";

export const metadata: Metadata = { title: "Catalogue" };

const SIZE = 50;
const TABS = ["variants", "add", "cover"] as const;
type Given = { params: Promise<{ id: string }>; searchParams: Query };

/** One catalogue: what is in it and in which order, what can be added, its cover, and whether it is live. */
export default async function CataloguePage({ params, searchParams }: Given) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const wanted = oneOf(one(query, "tab"), TABS);
  const view = availableView(query);
  const from = one(query, "from");
  const page = { size: SIZE, ...(from ? { from } : {}) };
  const read = await reading(async (given) => {
    const { tx, organisationId, actor } = given;
    const catalogue = await found(given, id);
    const tab = can(actor.role, "publish") ? wanted : "variants";
    const within = { organisationId, catalogueId: id };
    const [items, notes, add, sources] = await Promise.all([
      listItems(tx, within, tab === "variants" ? page : { size: 1 }),
      listNotes(tx, organisationId, { catalogueId: id, open: true, limit: 20 }),
      tab === "add"
        ? Promise.all([listAvailable(tx, { ...within, filter: view }, page), availableChoices(tx, within)])
        : null,
      tab === "cover" ? coverSources(tx, within) : [],
    ]);
    return { catalogue, tab, items, notes, add, sources, actor, style: given.style };
  });
  const { catalogue, tab, items, notes, add, sources, actor, style } = read;
  const mayPublish = can(actor.role, "publish");
  const path = `/catalogues/${id}`;
  const publicAddress = `${env().FRAMEWATCH_URL}/c/${catalogue.slug}`;
  return (
    <>
      <Crumbs
        crumbs={[{ label: "My Catalogues", href: "/catalogues" }, { label: catalogue.title }]}
        actions={<ExportMenu path={`${path}/export`} variants={items.shown} />}
      />
      <PageTitle
        title={catalogue.title}
        sub={
          catalogue.status === "published" && catalogue.publishedAt ? (
            <>
              Live since {formatDay(catalogue.publishedAt, style)} at{" "}
              <a href={`/c/${catalogue.slug}`}>{publicAddress}</a>,{" "}
              {catalogue.indexable ? "open to search engines" : "not listed by search engines"}. It shows{" "}
              {counted(items.shown, "variant")}.
            </>
          ) : (
            standWords(catalogue, items.shown)
          )
        }
        actions={
          <>
            {catalogue.status === "published" ? (
              <CopyButton text={publicAddress} label="Copy address" />
            ) : null}
            {mayPublish ? <PublishButton catalogueId={id} live={catalogue.status === "published"} /> : null}
          </>
        }
      />
      {notes.length > 0 ? (
        <Section
          title="Left the live page"
          note="Not validated any more. They return once they are validated again."
        >
          <Notes notes={notes} style={style} />
        </Section>
      ) : null}
      <Section
        layout="wide"
        title={{ variants: "Variants", add: "Add validated variants", cover: "Cover and address" }[tab]}
        aside={
          mayPublish ? (
            <Tabs
              label="What of this catalogue"
              tabs={[
                { href: path, label: "Variants", count: items.total, current: tab === "variants" },
                { href: address(path, { tab: "add" }), label: "Add", current: tab === "add" },
                {
                  href: address(path, { tab: "cover" }),
                  label: "Cover and address",
                  current: tab === "cover",
                },
              ]}
            />
          ) : null
        }
      >
        {tab === "variants" ? (
          <Items catalogueId={id} page={items} path={path} size={SIZE} mayChange={mayPublish} />
        ) : null}
        {add ? (
          <Add catalogueId={id} page={add[0]} choices={add[1]} view={view} path={path} size={SIZE} />
        ) : null}
        {tab === "cover" ? <Cover catalogue={catalogue} sources={sources} /> : null}
      </Section>
    </>
  );
}

async function found({ tx, organisationId }: Reading, id: string): Promise<Catalogue> {
  try {
    return await findCatalogue(tx, organisationId, id);
  } catch (error) {
    if (error instanceof Refusal) notFound();
    throw error;
  }
}

function standWords({ status, slug }: Catalogue, shown: number): string {
  const would = shown === 0 ? "Nothing in it is validated yet" : `It would show ${counted(shown, "variant")}`;
  return status === "draft"
    ? `Draft: nobody outside sees it. ${would} at /c/${slug}.`
    : `Taken off its address /c/${slug}: nobody outside sees it. ${would}.`;
}
