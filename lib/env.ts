import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";

/** A variable of the environment that is missing or wrong; the message is one line that names it. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";
}

const loopbackHosts = new Set(["127.0.0.1", "::1", "localhost"]);

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

const address = (protocols: string[], example: string) =>
  z.string().refine((value) => {
    return URL.canParse(value) && protocols.includes(new URL(value).protocol);
  }, `must be an address such as ${example}`);

const postgresAddress = address(
  ["postgres:", "postgresql:"],
  "postgres://name:password@host:5432/framewatch",
);

const listOf = (isItem: (item: string) => boolean, message: string) =>
  z
    .string()
    .transform((value) =>
      value
        .split(",")
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .refine((items) => items.every(isItem), message);

const isAddressRange = (item: string) => {
  const [ip = "", bits, ...rest] = item.split("/");
  const version = isIP(ip);
  const most = version === 6 ? 128 : 32;
  return (
    version !== 0 && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  );
};

const variables = z.object({
  NODE_ENV: z.string().default("production"),
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: postgresAddress.optional(),
  DATABASE_OWNER_URL: postgresAddress.optional(),
  FRAMEWATCH_DATA: z
    .string()
    .default(".data")
    .transform((value) => resolve(value)),
  FRAMEWATCH_URL: address(["http:", "https:"], "https://framewatch.example.com")
    .transform((value) => value.replace(/\/+$/, ""))
    .optional(),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  VAPID_PUBLIC_KEY: z.string().optional(),
  VAPID_PRIVATE_KEY: z.string().optional(),
  VAPID_SUBJECT: address(["mailto:", "https:"], "mailto:support@framewatch.example").optional(),
  DEMO: z
    .enum(["0", "1"], "must be 0 or 1")
    .transform((value) => value === "1")
    .optional(),
  SMTP_URL: address(["smtp:", "smtps:"], "smtp://name:password@mail.example.com:587").optional(),
  OIDC_ISSUER: address(["http:", "https:"], "https://login.example.com").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  S3_ENDPOINT: address(["http:", "https:"], "https://s3.example.com").optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  WEB_CONCURRENCY: whole(1, 64).default(1),
  TRUSTED_PROXIES: listOf(
    isAddressRange,
    "must be addresses or ranges separated by commas, such as 10.0.0.0/8",
  ).default([]),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,}$/, "must have at least 32 characters, and no spaces")
    .optional(),
  OUTBOUND_ALLOW: listOf(
    (item) => /^[^\s:]+:\d{1,5}$/.test(item),
    "must be host:port pairs separated by commas",
  ).default([]),
});

type Variables = z.output<typeof variables>;

/** Variables that mean something only together. */
const families: (keyof Variables)[][] = [
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
  ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"],
];

const secret = /SECRET|PRIVATE|_KEY|TOKEN|DATABASE|SMTP/;

/** The configuration before a database is known: what the launcher starts from. */
export interface Configuration extends Omit<Variables, "DEMO" | "FRAMEWATCH_URL"> {
  /** Whether demo data and accounts are allowed; by default only with the embedded database on loopback. */
  DEMO: boolean;
  /** The public address, without a slash at its end. */
  FRAMEWATCH_URL: string;
}

/** The configuration of a running process: the database is known (contract.md, Environment). */
export interface Environment extends Configuration {
  DATABASE_URL: string;
}

/**
 * Reads and checks variables (contract.md, Environment); an empty one counts as unset.
 * Throws ConfigurationError with one line that names every faulty variable.
 */
export function parseConfiguration(source: NodeJS.ProcessEnv): Configuration {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = variables.safeParse(given);
  if (!result.success) throw new ConfigurationError(faultLine(result.error, given));
  const found = result.data;
  for (const family of families) {
    const absent = family.filter((name) => found[name] === undefined);
    if (absent.length > 0 && absent.length < family.length)
      throw new ConfigurationError(
        `${absent.join(" and ")} must be set too, together with ${family.join(", ")}.`,
      );
  }
  return {
    ...found,
    DEMO: found.DEMO ?? (found.DATABASE_URL === undefined && isLoopback(found.HOST)),
    FRAMEWATCH_URL: found.FRAMEWATCH_URL ?? `http://localhost:${found.PORT}`,
  };
}

/** Whether a host to listen on can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return loopbackHosts.has(host);
}

let known: { fingerprint: string; environment: Environment } | undefined;

/**
 * The configuration of this process, checked when first asked for and again only when a variable changed.
 * Call it inside functions, never while a module loads. Throws ConfigurationError.
 */
export function env(): Environment {
  const fingerprint = Object.keys(variables.shape)
    .map((name) => process.env[name] ?? "")
    .join("\n");
  if (known?.fingerprint === fingerprint) return known.environment;
  const configuration = parseConfiguration(process.env);
  const { DATABASE_URL } = configuration;
  if (DATABASE_URL === undefined)
    throw new ConfigurationError("DATABASE_URL is not set. Start Framewatch with npm start, which sets it.");
  const environment = { ...configuration, DATABASE_URL };
  known = { fingerprint, environment };
  return environment;
}

function faultLine(error: z.ZodError, given: Record<string, string | undefined>): string {
  const faults = new Map<string, string>();
  for (const issue of error.issues) {
    const name = String(issue.path[0]);
    if (!faults.has(name)) faults.set(name, issue.message);
  }
  return `${[...faults]
    .map(([name, message]) =>
      secret.test(name) ? `${name} ${message}` : `${name} ${message}, not "${given[name]}"`,
    )
    .join("; ")}.`;
}
