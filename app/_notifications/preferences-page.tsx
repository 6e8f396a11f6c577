import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { CustomerActor, ProducerActor } from "@/lib/access/actor";
import { formatInstant } from "@/lib/calendar/format";
import { CHANNEL_LABELS, CHANNELS, GROUP_LABELS, GROUPS, KINDS } from "@/lib/notifications/kinds";
import { type Preferences, readPreferences } from "@/lib/notifications/preferences";
import { listSubscriptions, type SubscriptionLine } from "@/lib/notifications/subscribe";
import { vapidKeys } from "@/lib/notifications/vapid";
import { OrganisationQuietForm } from "./organisation-quiet-form";
import { PreferencesForm } from "./preferences-form";
import { removeBrowser } from "./push-actions";
import { PushHere } from "./push-here";

const NIGHT = { from: 20 * 60, to: 7 * 60 };
type Hours = Preferences["quiet"];

/** "20:00" from minutes of the day. */
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const isNone = (hours: NonNullable<Hours>) => hours.from === hours.to;
const shown = (choice: string, hours: Hours) => {
  const { from, to } = hours && !isNone(hours) ? hours : NIGHT;
  return { choice, from: clock(from), to: clock(to) };
};
const inWords = (hours: Hours) => (hours ? `${clock(hours.from)} to ${clock(hours.to)}` : "none");

/** How one is told, for customers and for the producer's people alike. */
export async function PreferencesPage({
  actor,
  settings,
}: {
  actor: CustomerActor | ProducerActor;
  /** Address of the settings this is a part of. */
  settings: string;
}) {
  const [{ kinds, zone, usualZone, quiet, organisationQuiet, digest }, browsers, { publicKey }] =
    await Promise.all([readPreferences(actor), listSubscriptions(actor), vapidKeys()]);
  const isCustomer = actor.kind === "customer";
  const choice = quiet === null ? (isCustomer ? "organisation" : "none") : isNone(quiet) ? "none" : "own";
  return (
    <>
      <Crumbs crumbs={[{ label: "Settings", href: settings }, { label: "Notifications" }]} />
      <PageTitle
        title="What you are told"
        sub="What waits for you at once, the rest once a day or a week. One message for each batch, not for each variant."
      />
      <PreferencesForm
        groups={GROUPS.map((group) => ({
          title: GROUP_LABELS[group],
          rows: kinds
            .filter(({ kind }) => KINDS[kind].group === group)
            .map(({ kind, channels }) => ({ kind, label: KINDS[kind].label, ticked: channels })),
        }))}
        channels={CHANNELS.map((id) => ({ id, label: CHANNEL_LABELS[id] }))}
        digest={digest}
        zone={zone ?? ""}
        zones={[
          { value: "", label: `As the producer's: ${usualZone}` },
          ...[...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])].map((name) => ({
            value: name,
            label: name.replaceAll("_", " "),
          })),
        ]}
        quiet={shown(choice, quiet)}
        quietChoices={[
          ...(isCustomer
            ? [{ value: "organisation", label: `As the organisation's: ${inWords(organisationQuiet)}` }]
            : []),
          { value: "none", label: "None" },
          { value: "own", label: "My own, as below" },
        ]}
      />
      <Section title="Browser push" note="Each browser is asked for itself.">
        <PushHere publicKey={publicKey} />
        <Browsers browsers={browsers} zone={zone ?? usualZone} />
      </Section>
      {isCustomer && actor.role === "customer_admin" ? (
        <Section
          title="Quiet hours of everybody"
          note="For the people of your organisation who choose none of their own, each in their time zone."
        >
          <OrganisationQuietForm value={shown(organisationQuiet ? "own" : "none", organisationQuiet)} />
        </Section>
      ) : null}
    </>
  );
}

function Browsers({ browsers, zone }: { browsers: readonly SubscriptionLine[]; zone: string }) {
  if (browsers.length === 0) return null;
  return (
    <ul className="mt-4 max-w-[560px]">
      {browsers.map(({ id, browser, createdAt }) => (
        <li key={id} className="flex min-h-(--tap) items-center gap-4 border-b border-(--rule) py-2">
          <span className="small flex-1">
            {browser}
            <span className="quiet block">Since {formatInstant(createdAt, { zone })}</span>
          </span>
          <form action={removeBrowser}>
            <input type="hidden" name="id" value={id} />
            <SubmitButton small pending="Taking it out">
              Take it out
            </SubmitButton>
          </form>
        </li>
      ))}
    </ul>
  );
}
