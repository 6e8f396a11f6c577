import { and, eq } from "drizzle-orm";
import { organisations, scheduledReports } from "@/db/schema";
import { asActor, type StakeholderActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { type MailData, type MailSection, queueMail } from "@/lib/events/queue-mail";
import { completeWords, headOf } from "@/lib/reports/facts";
import { makeReport } from "@/lib/reports/make-report";
import { loadOverview } from "@/lib/reports/overview";
import { ROWS_AT_ONCE } from "@/lib/reports/report";
import { scopeOfLink } from "@/lib/reports/scope";
import { type Figure, figuresOf } from "@/lib/reports/summary";
import { dueSubscriptions, type Subscription, tellOnce } from "@/lib/subscriptions/due-subscriptions";

const system = { kind: "system", job: "weekly mails" } as const;

type Told = Pick<MailData["weekly_report"], "by" | "title" | "head" | "sections" | "path" | "file">;

/** Queues the Monday's reports for who confirmed to want them; returns how many were queued here. */
export async function queueWeeklyReports(now: Date): Promise<number> {
  const made = new Map<string, Promise<Told | null>>();
  let queued = 0;
  for (const subscription of await dueSubscriptions("report", now)) {
    const { subjectId, organisationId, id: subscriptionId, email } = subscription;
    const report = made.get(subjectId) ?? makeTold(subscription, now);
    made.set(subjectId, report);
    const told = await report;
    const mail = told && {
      template: "weekly_report" as const,
      recipient: email,
      organisationId,
      data: { organisationId, subscriptionId, ...told },
    };
    const isQueued = await tellOnce(subscription, null, async (tx) => mail && queueMail(tx, mail), now);
    if (isQueued && mail) queued += 1;
  }
  return queued;
}

/** Read with a stakeholder's eyes whoever gets it: a mail is passed on. Null where its subject is no longer there. */
async function makeTold({ organisationId, subjectId }: Subscription, now: Date): Promise<Told | null> {
  const found = await asActor(
    system,
    async (tx) => {
      const [row] = await tx
        .select({ report: scheduledReports, by: organisations.name })
        .from(scheduledReports)
        .innerJoin(organisations, eq(organisations.id, scheduledReports.organisationId))
        .where(and(eq(scheduledReports.organisationId, organisationId), eq(scheduledReports.id, subjectId)));
      return row;
    },
    { readOnly: true },
  );
  if (!found) return null;
  const { scope, subjectId: id } = found.report;
  const reader: StakeholderActor = {
    kind: "stakeholder",
    organisationId,
    linkId: found.report.id,
    scope,
    subjectId: scope === "organisation" ? null : id,
  };
  const find = async () => scopeOfLink(reader);
  try {
    const overview = await asActor(reader, async (tx) => loadOverview(tx, reader, await find(), now), {
      isolation: "repeatable read",
      readOnly: true,
    });
    const made = await makeReport(
      reader,
      { find, type: "summary", format: "xlsx" },
      { now, most: ROWS_AT_ONCE },
    );
    return {
      by: found.by,
      title: `${overview.name}: ${completeWords(overview.progress)}`,
      head: headOf(overview),
      sections: sectionsOf(figuresOf(overview)),
      path: `/reports/summary${scope === "organisation" ? "" : `?${scope}=${id}`}`,
      file: "file" in made ? await attached(made.file) : null,
    };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Figure by figure, but for Complete, with which the mail begins. */
function sectionsOf(figures: readonly Figure[]): MailSection[] {
  const sections = new Map<string, string[]>();
  for (const figure of figures) {
    const { section, label } = figure;
    if (section === "Progress" && label === "Complete") continue;
    sections.set(section, [...(sections.get(section) ?? []), lineOf(figure)]);
  }
  return [...sections].map(([title, lines]) => ({ title, lines }));
}

/** A figure in a list that has a head: neither what the head says nor its own name is said twice. */
function lineOf({ section, label, words }: Figure): string {
  switch (section) {
    case "Alerts":
      return words;
    case "Waiting":
      return `${words}, ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
    case "Since last week": {
      const what = label.replace(/,? ?change since last week$/i, "");
      return what ? `${what}: ${words}` : words;
    }
    case "Progress":
      return label === "Produced" ? words : `${label}: ${words}`;
    default:
      return `${label}: ${words}`;
  }
}

async function attached({
  name,
  mediaType,
  body,
}: {
  name: string;
  mediaType: string;
  body: ReadableStream;
}) {
  const content = Buffer.from(await new Response(body).arrayBuffer()).toString("base64");
  return { name, mediaType, content };
}
