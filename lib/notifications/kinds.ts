import type { NotificationChannel } from "@/db/schema/notifications";

/** Who may be told: the roles of people, not of links or jobs. */
export const PERSON_ROLES = [
  "customer_admin",
  "customer_member",
  "customer_validator",
  "ops",
  "admin",
] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** In the order of the table in the settings. */
export const CHANNELS: readonly NotificationChannel[] = ["app", "push", "mail", "digest"];
export type Channel = NotificationChannel;

export const CHANNEL_LABELS: Readonly<Record<Channel, string>> = {
  app: "In the app",
  push: "Browser push",
  mail: "E-mail at once",
  digest: "In the digest",
};

/** Source: issue 3 and experience.md: what waits for you at once, the rest in the digest. */
export const GROUPS = ["waits", "wrong", "progress"] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_LABELS: Readonly<Record<Group, string>> = {
  waits: "Waits for you",
  wrong: "Went wrong",
  progress: "Progress",
};

interface KindRule {
  group: Group;
  label: string;
  /** Channels a role is told by unless the person chooses otherwise; a role that is not named is never told. */
  by: Readonly<Partial<Record<PersonRole, readonly Channel[]>>>;
  /** Minutes that push and mail wait for more of the same batch, so that a burst is one message. */
  settles: number;
}

const atOnce = ["app", "push", "mail"] as const;
const seen = ["app", "push", "digest"] as const;
const listed = ["app", "digest"] as const;
const summed = ["digest"] as const;
const producer = { ops: listed, admin: listed } as const;

export const KINDS = {
  quote_to_approve: {
    group: "waits",
    label: "A quote to approve",
    by: { customer_admin: atOnce, customer_member: atOnce, customer_validator: atOnce },
    settles: 1,
  },
  quote_rejected: {
    group: "waits",
    label: "A rejected quote to revise or reorder",
    by: { customer_admin: atOnce, customer_member: atOnce },
    settles: 5,
  },
  review_waiting: {
    group: "waits",
    label: "A review waiting",
    by: { customer_admin: atOnce, customer_validator: atOnce },
    settles: 10,
  },
  mention: {
    group: "waits",
    label: "You are mentioned",
    by: {
      customer_admin: atOnce,
      customer_member: atOnce,
      customer_validator: atOnce,
      ops: atOnce,
      admin: atOnce,
    },
    settles: 0,
  },
  ticket_answered: {
    group: "waits",
    label: "A support ticket is answered",
    by: {
      customer_admin: atOnce,
      customer_member: atOnce,
      customer_validator: atOnce,
      ops: atOnce,
      admin: atOnce,
    },
    settles: 0,
  },
  quote_answered: {
    group: "waits",
    label: "A quote is answered",
    by: { ops: seen, admin: listed },
    settles: 5,
  },
  quote_wanted: {
    group: "waits",
    label: "A quote is wanted again",
    by: { ops: seen, admin: listed },
    settles: 5,
  },
  revision_requested: {
    group: "waits",
    label: "A revision is requested",
    by: { ops: seen, admin: listed },
    settles: 5,
  },
  late: {
    group: "wrong",
    label: "Newly late, or a date moves",
    by: {
      customer_admin: seen,
      customer_member: listed,
      customer_validator: summed,
      ops: seen,
      admin: listed,
    },
    settles: 5,
  },
  error: {
    group: "wrong",
    label: "An error",
    by: { customer_admin: seen, customer_member: seen, customer_validator: summed, ops: seen, admin: seen },
    settles: 5,
  },
  quality: {
    group: "wrong",
    label: "A quality flag",
    by: { customer_admin: listed, customer_member: listed, customer_validator: seen },
    settles: 5,
  },
  left_catalogue: {
    group: "wrong",
    label: "A variant leaves your live catalogue",
    by: { customer_admin: seen },
    settles: 5,
  },
  batch_ready: {
    group: "progress",
    label: "A whole batch is ready",
    by: { customer_admin: listed, customer_member: listed, customer_validator: listed, ...producer },
    settles: 5,
  },
  validated: {
    group: "progress",
    label: "Variants are validated",
    by: { customer_admin: listed, customer_member: listed, customer_validator: summed, ...producer },
    settles: 10,
  },
  state_change: {
    group: "progress",
    label: "Production moves on",
    by: { customer_admin: summed, customer_member: summed, customer_validator: summed },
    settles: 10,
  },
} as const satisfies Record<string, KindRule>;

export type Kind = keyof typeof KINDS;
export const KIND_IDS = Object.keys(KINDS) as Kind[];

export const isKind = (value: unknown): value is Kind => typeof value === "string" && value in KINDS;

/** The kinds a role is ever told, in the order of the settings. */
export function kindsFor(role: PersonRole): Kind[] {
  return KIND_IDS.filter((kind) => role in KINDS[kind].by);
}

/** Where a person departs from the defaults: kind → channel → wanted. */
export type Choices = Readonly<Record<string, Partial<Record<Channel, boolean>>>>;

/** The channels a person is told a kind by: their own choice, else the default of their role. */
export function channelsOf(role: PersonRole, kind: Kind, choices: Choices): Channel[] {
  const { by }: KindRule = KINDS[kind];
  const usual = by[role];
  if (!usual) return [];
  return CHANNELS.filter((channel) => choices[kind]?.[channel] ?? usual.includes(channel));
}
