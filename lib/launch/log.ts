import pino from "pino";
import { withoutSecrets } from "./without-secrets";

/** The structured log of a process: JSON lines on stdout, without passwords, tokens, cookies and link secrets. */
export const log = pino({
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: (error: Error) => withoutSecrets(pino.stdSerializers.err(error)) },
  formatters: {
    level: (label) => ({ level: label }),
    log: (entry) => withoutSecrets(entry) as Record<string, unknown>,
  },
  hooks: {
    logMethod(inputs, method) {
      method.apply(
        this,
        inputs.map((input) => (typeof input === "string" ? withoutSecrets(input) : input)) as typeof inputs,
      );
    },
  },
});
