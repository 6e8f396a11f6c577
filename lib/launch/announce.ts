import type { Configuration } from "@/lib/env";
import type { Prepared } from "./prepare";

const demoPassword = "framewatch-demo";
const demoAccounts = [
  ["admin@nike.example", "decides quotes, orders, validates, manages people"],
  ["member@nike.example", "orders, comments, shares reports"],
  ["validator@nike.example", "reviews finished frames"],
  ["admin@lumen.example", "another organisation"],
  ["ops@framewatch.example", "moves production"],
  ["admin@framewatch.example", "the producer's administrator"],
] as const;

/** Only a hash of a link's token is kept, so this is the one time that it can be said. */
export const SHARED_DEMO =
  "What a stakeholder sees of Nike Collection 2024, without an account (shown this once):";

/** Prints the ready line (contract.md), and after it how to get in and where mails go. */
export function announce(configuration: Configuration, { setupCode, sharedPath, warnings }: Prepared): void {
  const { DEMO, FRAMEWATCH_URL, SMTP_URL } = configuration;
  const lines = [`Framewatch ready at ${shownAddress(configuration)}`];
  if (setupCode)
    lines.push(
      "",
      `Make the first administrator at ${FRAMEWATCH_URL}/setup`,
      `with this one-time code: ${setupCode}`,
    );
  if (DEMO && !setupCode)
    lines.push(
      "",
      `Demo sign-ins, password ${demoPassword}`,
      ...demoAccounts.map(([email, does]) => `  ${email.padEnd(26)}${does}`),
    );
  if (sharedPath) lines.push("", SHARED_DEMO, `  ${FRAMEWATCH_URL}${sharedPath}`);
  if (!SMTP_URL)
    lines.push(
      "",
      "SMTP_URL is not set: mails are kept for the administrator to read in the app, none is sent.",
    );
  for (const warning of warnings) lines.push("", `Warning: ${warning}`);
  console.log(lines.join("\n"));
}

function shownAddress({ HOST, PORT }: Configuration): string {
  const everywhere = ["0.0.0.0", "::", "127.0.0.1", "::1", "localhost"];
  const host = everywhere.includes(HOST) ? "localhost" : HOST.includes(":") ? `[${HOST}]` : HOST;
  return `http://${host}:${PORT}`;
}
