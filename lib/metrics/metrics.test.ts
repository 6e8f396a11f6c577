import { expect, test } from "vitest";
import { kindOf } from "./count-requests";
import { mayReadMetrics } from "./may-read";
import { writeFigures } from "./text-format";

const asked = (from: string, more: Record<string, string> = {}) =>
  new Headers({ "x-framewatch-peer": from, ...more });
const local = { FRAMEWATCH_URL: "http://localhost:3000", METRICS_TOKEN: undefined };
const open = { FRAMEWATCH_URL: "https://frames.example", METRICS_TOKEN: undefined };
const token = "t".repeat(32);

test("without a token the figures are for this machine alone, and where a proxy may stand before it, for nobody", () => {
  for (const own of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
    expect(mayReadMetrics(asked(own), local)).toBe(true);
    expect(mayReadMetrics(asked(own, { "x-forwarded-for": own }), local)).toBe(true);
    expect(mayReadMetrics(asked(own, { "x-forwarded-for": "203.0.113.9" }), local)).toBe(false);
    expect(mayReadMetrics(asked(own), open)).toBe(false);
  }
  expect(mayReadMetrics(asked("10.0.0.7"), local)).toBe(false);
  expect(mayReadMetrics(asked("10.0.0.7", { authorization: "Bearer undefined" }), local)).toBe(false);
});

test("where there is a token nothing else opens them", () => {
  const kept = { ...open, METRICS_TOKEN: token };
  expect(mayReadMetrics(asked("203.0.113.9", { authorization: `Bearer ${token}` }), kept)).toBe(true);
  for (const authorization of ["", "Bearer", `Bearer ${token}t`, `Basic ${token}`, token])
    expect(
      mayReadMetrics(asked("127.0.0.1", { authorization }), {
        ...kept,
        ...{ FRAMEWATCH_URL: local.FRAMEWATCH_URL },
      }),
    ).toBe(false);
});

test("a request is counted by what it is for, never by an address that opens something", () => {
  const kinds = [
    "/_next/static/a.js",
    "/api/live?after=3",
    "/share/secret/live",
    "/api/health",
    "/share/secret",
    "/batches/1?x=/api/",
  ];
  expect(kinds.map((url) => kindOf("GET", url))).toEqual(["file", "live", "live", "api", "shared", "page"]);
  expect(kindOf("POST", "/batches/1")).toBe("change");
});

test("figures are written as Prometheus reads them", () => {
  const labels = { job: 'a "b" \\ c\nd', pid: 7 };
  expect(
    writeFigures([
      {
        name: "one",
        help: "Two\nlines.",
        type: "gauge",
        values: [{ labels, value: 0.5 }, { value: Infinity }],
      },
      { name: "none", help: "Nothing.", type: "counter", values: [] },
    ]),
  ).toBe(
    '# HELP one Two\\nlines.\n# TYPE one gauge\none{job="a \\"b\\" \\\\ c\\nd",pid="7"} 0.5\none +Inf\n',
  );
});
