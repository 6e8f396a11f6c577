import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";

let held: { url: string; transport: Transporter } | undefined;

/** The mail server of `SMTP_URL`, one pool of connections per process; null where none is configured. */
export function mailTransport(): Transporter | null {
  const { SMTP_URL } = env();
  if (!SMTP_URL) return null;
  if (held?.url !== SMTP_URL) {
    held?.transport.close();
    const limits = {
      pool: true,
      maxConnections: 2,
      connectionTimeout: 15_000,
      socketTimeout: 30_000,
    } as const;
    held = { url: SMTP_URL, transport: createTransport({ url: SMTP_URL, ...limits }) };
  }
  return held.transport;
}
