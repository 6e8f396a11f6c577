import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReportChoices } from "@/app/_reports/choices";
import { Live } from "@/components/live/live";
import { Section } from "@/components/shell/section";
import { completeWords } from "@/lib/reports/facts";
import { noteView } from "@/lib/sharing/open-link";
import type { SharedQuery } from "./details";
import { isReadAgain, linkOfPage, readShared } from "./open";
import { PasscodePage } from "./passcode-page";
import { ShareFoot } from "./share-foot";
import { ShareHead } from "./share-head";
import { SubscribeForm } from "./subscribe-form";
import { SharedView } from "./view";

type Given = {
  params: Promise<{ token: string }>;
  searchParams: Promise<SharedQuery>;
};

/** What a link's preview in a chat shows: the name and the percentage, nothing more, and neither before the passcode. */
export async function generateMetadata({ params }: Given): Promise<Metadata> {
  const opened = await linkOfPage((await params).token);
  if (opened.state !== "open") return { ...unlisted, title: { absolute: "Shared progress" } };
  const { overview } = await readShared(opened.actor);
  const title = `${overview.name}: ${completeWords(overview.progress)}`;
  return {
    ...unlisted,
    title: { absolute: title },
    description: null,
    openGraph: { title, type: "website" },
  };
}

const unlisted: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

export default async function SharePage({ params, searchParams }: Given) {
  const { token } = await params;
  const opened = await linkOfPage(token);
  if (opened.state === "locked") return <PasscodePage token={token} by={opened.organisationName} />;
  if (opened.state !== "open") notFound();
  const { actor, allowDownloads, expiresAt } = opened;
  const { overview, now } = await readShared(actor);
  if (!(await isReadAgain())) await noteView(actor, now);
  const path = `/share/${token}`;
  return (
    <Live name={`framewatch link ${actor.linkId}`} url={`${path}/live`} since={now.getTime()}>
      <main id="main" className="page narrow">
        <ShareHead by={opened.organisationName} />
        <SharedView
          actor={actor}
          overview={overview}
          now={now}
          path={path}
          query={await searchParams}
          downloads={
            allowDownloads ? (
              <div className="no-print">
                <Section title="Reports" note="The same figures, as they are now.">
                  <ReportChoices path={`${path}/report`} rows={overview.progress.all} />
                </Section>
              </div>
            ) : null
          }
        />
        <div className="no-print">
          <Section title="By e-mail" note="The weekly summary of this page.">
            <SubscribeForm token={token} />
          </Section>
        </div>
        <ShareFoot zone={overview.rules.calendar.zone} now={now} expiresAt={expiresAt} />
      </main>
    </Live>
  );
}
