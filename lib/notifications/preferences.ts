import { eq } from "drizzle-orm";
import { z } from "zod";
import { notificationSettings, organisations } from "@/db/schema";
import { asActor, type CustomerActor, type ProducerActor, type Tx } from "@/lib/access/actor";
import { parse } from "@/lib/access/errors";
import { rulesInForce } from "@/lib/variants/rules";
import {
  CHANNELS,
  type Channel,
  type Choices,
  channelsOf,
  type Kind,
  kindsFor,
  type PersonRole,
} from "./kinds";
import { ownHours } from "./organisation-quiet";
import type { QuietHours } from "./quiet-hours";

type Reader = CustomerActor | ProducerActor;
type Kept = typeof notificationSettings.$inferSelect;

/** How a person is told, as the settings show it. */
export interface Preferences {
  kinds: { kind: Kind; channels: Channel[] }[];
  /** Null: the producer's, which is `usualZone`. */
  zone: string | null;
  usualZone: string;
  /** Null: as the organisation's. Hours that end where they begin are none. */
  quiet: QuietHours | null;
  organisationQuiet: QuietHours | null;
  digest: Kept["digest"];
}

export const personRoleOf = (actor: Reader): PersonRole =>
  actor.kind === "customer" ? actor.role : actor.kind;

const hoursOf = (from: number | null | undefined, to: number | null | undefined): QuietHours | null =>
  from == null || to == null ? null : { from, to };

/** One's own settings, with the defaults of one's role where nothing was chosen. */
export function readPreferences(actor: Reader): Promise<Preferences> {
  const role = personRoleOf(actor);
  return asActor(
    actor,
    async (tx) => {
      const [{ calendar }, kept, house] = await Promise.all([
        rulesInForce(tx),
        keptOf(tx, actor.userId),
        actor.kind === "customer" ? houseQuiet(tx, actor.organisationId) : null,
      ]);
      const choices = kept?.choices ?? {};
      return {
        kinds: kindsFor(role).map((kind) => ({ kind, channels: channelsOf(role, kind, choices) })),
        zone: kept?.zone ?? null,
        usualZone: calendar.zone,
        quiet: hoursOf(kept?.quietFrom, kept?.quietTo),
        organisationQuiet: house,
        digest: kept?.digest ?? "daily",
      };
    },
    { readOnly: true },
  );
}

async function keptOf(tx: Tx, userId: string): Promise<Kept | undefined> {
  const [kept] = await tx.select().from(notificationSettings).where(eq(notificationSettings.userId, userId));
  return kept;
}

async function houseQuiet(tx: Tx, organisationId: string): Promise<QuietHours | null> {
  const [house] = await tx
    .select({ from: organisations.quietFrom, to: organisations.quietTo })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  return hoursOf(house?.from, house?.to);
}

const zoneSchema = z
  .string()
  .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
    error: "Choose a time zone of the list.",
  });

const quietSchema = z.discriminatedUnion("quiet", [
  z.object({ quiet: z.enum(["organisation", "none"]) }),
  ownHours,
]);

const preferencesSchema = z.intersection(
  z.object({
    zone: z.union([z.literal("").transform(() => null), zoneSchema]),
    digest: z.enum(["daily", "weekly", "none"]),
    /** Kinds with the channels that are wanted; kinds that are left out stay as they are. */
    kinds: z.record(z.string(), z.array(z.enum(["app", "push", "mail", "digest"]))),
  }),
  quietSchema,
);

/** Keeps how one wants to be told. Throws a Refusal with the fault at its field. */
export async function savePreferences(
  actor: Reader,
  input: z.input<typeof preferencesSchema>,
  now: Date,
): Promise<void> {
  const wanted = parse(preferencesSchema, input);
  const role = personRoleOf(actor);
  await asActor(actor, async (tx) => {
    const choices: Record<string, Partial<Record<Channel, boolean>>> = {
      ...(await keptOf(tx, actor.userId))?.choices,
    };
    for (const kind of kindsFor(role)) {
      const chosen = wanted.kinds[kind];
      if (chosen) choices[kind] = departure(role, kind, chosen);
    }
    const quiet = quietOf(wanted);
    const row = {
      zone: wanted.zone,
      quietFrom: quiet?.from ?? null,
      quietTo: quiet?.to ?? null,
      digest: wanted.digest,
      choices,
      updatedAt: now,
    };
    await keep(tx, actor.userId, row);
  });
}

function quietOf(wanted: z.output<typeof quietSchema>): QuietHours | null {
  if (wanted.quiet === "own") return { from: wanted.from, to: wanted.to };
  return wanted.quiet === "none" ? { from: 0, to: 0 } : null;
}

/** Where what is wanted differs from the default of the role: later defaults then still reach everybody else. */
function departure(
  role: PersonRole,
  kind: Kind,
  wanted: readonly Channel[],
): Partial<Record<Channel, boolean>> {
  const usual = channelsOf(role, kind, {});
  return Object.fromEntries(
    CHANNELS.filter((channel) => usual.includes(channel) !== wanted.includes(channel)).map((channel) => [
      channel,
      wanted.includes(channel),
    ]),
  );
}

/** Writes a person's settings; what is not given stays. */
export async function keep(tx: Tx, userId: string, row: Partial<Omit<Kept, "userId">>): Promise<void> {
  await tx
    .insert(notificationSettings)
    .values({ userId, ...row })
    .onConflictDoUpdate({ target: notificationSettings.userId, set: row });
}

/** Stops mails of some kinds, or the digest, for a person: what the links in mails do. As the system. */
export async function stopMails(tx: Tx, userId: string, stops: readonly string[], now: Date): Promise<void> {
  const kept = await keptOf(tx, userId);
  const choices: Choices = {
    ...kept?.choices,
    ...Object.fromEntries(
      stops
        .filter((stop) => stop !== "digest")
        .map((kind) => [kind, { ...kept?.choices[kind], mail: false }]),
    ),
  };
  await keep(tx, userId, {
    choices,
    updatedAt: now,
    ...(stops.includes("digest") ? { digest: "none" as const } : {}),
  });
}
