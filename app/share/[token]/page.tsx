import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Live } from "@/components/live/live";
import { Section } from "@/components/shell/section";
import { noteView } from "@/lib/sharing/open-link";
import type { SharedQuery } from "./details";
import { isLook, linkOfPage, readShared } from "./open";
import { PasscodePage } from "./passcode-page";
import { closed, previewOf, unlisted } from "./preview";
import { SubscribeForm } from "./subscribe-form";
import { SharedView } from "./view";

type Given = {
  params: Promise<{ token: string }>;
  searchParams: Promise<SharedQuery>;
};

export async function generateMetadata({ params }: Given): Promise<Metadata> {
  const { token } = await params;
  const opened = await linkOfPage(token);
  if (opened.state === "open") return previewOf(token, await readShared(opened));
  return opened.state === "locked" ? unlisted : closed;
}

export default async function SharePage({ params, searchParams }: Given) {
  const { token } = await params;
  const opened = await linkOfPage(token);
  if (opened.state === "locked") return <PasscodePage token={token} by={opened.organisationName} />;
  if (opened.state !== "open") notFound();
  const { actor } = opened;
  const shared = await readShared(opened);
  const { now } = shared.style;
  if (await isLook()) await noteView(actor, now);
  const path = `/share/${token}`;
  return (
    <Live name={`framewatch link ${actor.linkId}`} url={`${path}/live`} since={now.getTime()} endsPage>
      <main id="main" className="page narrow">
        <SharedView
          link={opened}
          shared={shared}
          path={path}
          query={await searchParams}
          subscribing={
            <Section title="By e-mail" note="The weekly summary of this page.">
              <SubscribeForm token={token} />
            </Section>
          }
        />
      </main>
    </Live>
  );
}
