import fc from "fast-check";
import { expect, test } from "vitest";
import { nextMonday } from "./next-monday";

test("weekly mails are due on Monday at 8:00 where the producer is, also over a change of the clock", () => {
  const from = (at: string) => nextMonday(new Date(at), "Europe/Berlin").toISOString();
  expect(from("2026-03-23T06:59:00Z")).toBe("2026-03-23T07:00:00.000Z");
  expect(from("2026-03-23T07:00:00Z")).toBe("2026-03-30T06:00:00.000Z");
  expect(from("2026-03-29T21:59:00Z")).toBe("2026-03-30T06:00:00.000Z");
});

test("it is always later, and never more than a week and an hour away", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2024-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
      (at) => {
        const wait = nextMonday(at, "America/New_York").getTime() - at.getTime();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual((7 * 24 + 1) * 3_600_000);
      },
    ),
  );
});
