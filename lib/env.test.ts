import { describe, expect, test } from "vitest";
import { ConfigurationError, parseConfiguration } from "./env";

const parse = (variables: Record<string, string>) =>
  parseConfiguration({ NODE_ENV: "test", ...variables } as NodeJS.ProcessEnv);

describe("configuration", () => {
  test("nothing set is a complete configuration: embedded database, loopback, demo data", () => {
    const found = parse({});
    expect(found).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", DEMO: true, WEB_CONCURRENCY: 1 });
    expect(found.DATABASE_URL).toBeUndefined();
    expect(found.FRAMEWATCH_URL).toBe("http://localhost:3000");
  });

  test("demo data is the default only with the embedded database on loopback", () => {
    expect(parse({ HOST: "0.0.0.0" }).DEMO).toBe(false);
    expect(parse({ DATABASE_URL: "postgres://a:b@db/fw" }).DEMO).toBe(false);
    expect(parse({ DATABASE_URL: "postgres://a:b@db/fw", DEMO: "1" }).DEMO).toBe(true);
    expect(parse({ DEMO: "0" }).DEMO).toBe(false);
  });

  test("an empty variable counts as unset", () => {
    expect(parse({ PORT: "", SMTP_URL: "", DEMO: "" })).toMatchObject({ PORT: 3000, DEMO: true });
  });

  test("the public address loses its slash and follows the port", () => {
    expect(parse({ FRAMEWATCH_URL: "https://fw.example/" }).FRAMEWATCH_URL).toBe("https://fw.example");
    expect(parse({ PORT: "8080" }).FRAMEWATCH_URL).toBe("http://localhost:8080");
  });

  test.each([
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["DATABASE_URL", "mysql://a:hidden@db/fw"],
    ["DATABASE_OWNER_URL", "hidden"],
    ["FRAMEWATCH_URL", "framewatch.example"],
    ["NEXTAUTH_SECRET", "hidden"],
    ["DEMO", "yes"],
    ["SMTP_URL", "hidden"],
    ["OIDC_ISSUER", "login"],
    ["METRICS_TOKEN", "hidden"],
    ["WEB_CONCURRENCY", "0"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["OUTBOUND_ALLOW", "localhost"],
  ])("a wrong %s (%s) is refused in one line that names it and keeps secrets", (name, value) => {
    const attempt = () => parse({ [name]: value });
    expect(attempt).toThrow(ConfigurationError);
    expect(attempt).toThrow(new RegExp(`^${name} must [^\n]*\\.$`));
    expect(attempt).not.toThrow(/hidden/);
  });

  test("half a sign-in provider is refused with what is missing", () => {
    expect(() => parse({ OIDC_ISSUER: "https://login.example" })).toThrow(
      /^OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must/,
    );
  });

  test("lists are split and trimmed", () => {
    expect(parse({ TRUSTED_PROXIES: "10.0.0.0/8, ::1" }).TRUSTED_PROXIES).toEqual(["10.0.0.0/8", "::1"]);
    expect(parse({ OUTBOUND_ALLOW: "localhost:9000" }).OUTBOUND_ALLOW).toEqual(["localhost:9000"]);
  });
});
