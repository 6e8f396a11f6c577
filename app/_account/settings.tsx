import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Person } from "@/lib/auth/current-actor";
import type { SessionLine } from "@/lib/auth/list-sessions";
import { ROLE_LABELS } from "@/lib/people/role-labels";
import { changeOrganisation, endOtherSessions, endSession } from "./actions";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { passwordHint } from "./password-hint";
import { SecondFactorOff } from "./second-factor-off";
import { SecondFactorSetup } from "./second-factor-setup";

/** What everybody settles about their own account, customers and the producer's people alike. */
export function Settings({
  person,
  sessions,
  zone,
  now,
}: {
  person: Person;
  sessions: SessionLine[];
  zone: string;
  now: Date;
}) {
  return (
    <>
      <Section title="You" note={`You sign in as ${person.email}.`}>
        <NameForm name={person.name} />
      </Section>
      {person.memberships.length > 1 ? <Organisations person={person} /> : null}
      <Section title="Password" note="Changing it signs you out everywhere else.">
        <PasswordForm email={person.email} passwordHint={passwordHint} />
      </Section>
      <Section
        title="Two-step sign-in"
        note="A code from an authenticator app, asked for after the password."
      >
        {person.enrolled ? <SecondFactorOff /> : <SecondFactorSetup />}
      </Section>
      <Section title="Where you are signed in" note="The place used last comes first.">
        <div>
          <ul className="max-w-[560px]">
            {sessions.map(({ id, createdAt, lastSeenAt }) => (
              <li key={id} className="flex min-h-(--tap) items-center gap-4 border-b border-(--rule) py-2">
                <span className="small flex-1">
                  Signed in <RelativeTime at={createdAt} now={now} zone={zone} />
                  <span className="quiet block">
                    Last seen <RelativeTime at={lastSeenAt} now={now} zone={zone} />
                  </span>
                </span>
                {id === person.sessionId ? (
                  <span className="small font-semibold">Here</span>
                ) : (
                  <form action={endSession}>
                    <input type="hidden" name="session" value={id} />
                    <Button type="submit" small>
                      Sign out there
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
          {sessions.length > 1 ? (
            <form action={endOtherSessions} className="mt-4">
              <Button type="submit">Sign out everywhere else</Button>
            </form>
          ) : null}
        </div>
      </Section>
    </>
  );
}

function Organisations({ person }: { person: Person }) {
  return (
    <Section title="Organisations" note="You look at one at a time.">
      <ul className="max-w-[560px]">
        {person.memberships.map(({ organisationId, organisationName, role }) => (
          <li
            key={organisationId}
            className="flex min-h-(--tap) items-center gap-4 border-b border-(--rule) py-2"
          >
            <span className="small flex-1">
              <b>{organisationName}</b>, {ROLE_LABELS[role].toLowerCase()}
            </span>
            {organisationId === person.organisation?.id ? (
              <span className="small font-semibold">Here</span>
            ) : (
              <form action={changeOrganisation}>
                <input type="hidden" name="organisation" value={organisationId} />
                <Button type="submit" small>
                  Go there
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
