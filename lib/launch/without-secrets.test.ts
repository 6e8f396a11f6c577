import { Writable } from "node:stream";
import pino from "pino";
import { expect, test } from "vitest";
import { withoutSecrets } from "./without-secrets";

test("fields named like secrets are masked at any depth", () => {
  const entry = {
    user: "u1",
    password: "canary-1",
    request: { headers: { cookie: "canary-2", Authorization: "canary-3" }, shareToken: "canary-4" },
    list: [{ totpSecret: "canary-5" }, { NEXTAUTH_SECRET: "canary-6" }],
  };
  expect(JSON.stringify(withoutSecrets(entry))).not.toContain("canary");
  expect(withoutSecrets(entry)).toMatchObject({ user: "u1" });
});

test.each([
  ["GET /share/canary/report?type=summary", "GET /share/•••/report?type=summary"],
  ["https://fw.example/invite/canary", "https://fw.example/invite/•••"],
  ["POST /api/unsubscribe/canary", "POST /api/unsubscribe/•••"],
  ["/subscribe/canary", "/subscribe/•••"],
  ["/reset/canary?next=/", "/reset/•••?next=/"],
  ["/setup?code=canary&a=1", "/setup?code=•••&a=1"],
  ["connect postgres://app:canary@db:5432/fw failed", "connect postgres://app:•••@db:5432/fw failed"],
  ["nothing to hide at /batches/42", "nothing to hide at /batches/42"],
])("text keeps its sense and loses its secret: %s", (text, expected) => {
  expect(withoutSecrets(text)).toBe(expected);
});

test("a query that failed is named without its values", () => {
  const text = withoutSecrets("Failed query: select 1\nparams: canary,\ncanary\n    at run (file.ts:1:1)");
  expect(text).toBe("Failed query: select 1\nparams: •••\n    at run (file.ts:1:1)");
  expect(withoutSecrets("Failed query: select 1\nparams: canary")).not.toContain("canary");
});

test("an error with a cause stays readable and loses its secrets", () => {
  const error = new Error("smtp://me:canary@mail refused", { cause: new Error("token at /share/canary") });
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  pino({ formatters: { log: (entry) => withoutSecrets(entry) as Record<string, unknown> } }, sink).info({
    error,
  });
  expect(lines.join("")).toContain("refused");
  expect(lines.join("")).not.toContain("canary");
});
