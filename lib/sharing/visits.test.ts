import { expect, test } from "vitest";
import { changesBetween, nextVisits, readVisits, type Visit } from "./visits";

const hour = 3_600_000;
const visit = (at: number, more: Partial<Visit> = {}): Visit => ({
  at,
  seen: "Fri 29 Nov 2024, 14:10 CET",
  validated: 36,
  completed: 52,
  waiting: 0,
  late: 0,
  due: { day: "2024-12-13", words: "13 Dec" },
  ...more,
});

test("a later visit is compared with the one before, and reading again does not lose it", () => {
  const first = nextVisits(null, visit(0));
  expect(first.before).toBeNull();
  const second = nextVisits(first, visit(90 * hour, { validated: 45 }));
  expect(second.before?.validated).toBe(36);
  const again = nextVisits(second, visit(90.2 * hour, { validated: 46 }));
  expect(again.before?.validated).toBe(36);
  expect(nextVisits(again, visit(95 * hour)).before?.validated).toBe(46);
});

test("what changed is said with its sign, what did not is not", () => {
  const due = { day: "2024-12-15", words: "15 Dec" };
  const changes = changesBetween(
    visit(0),
    visit(1, { validated: 45, completed: 51, waiting: 10, late: 2, due }),
  );
  expect(changes.map(({ by, what, compared }) => `${by} ${what}, ${compared}`)).toEqual([
    "+9 more were validated, 36 then, 45 now",
    "−1 fewer are completed, 52 then, 51 now",
    "+10 wait for quote approval, 0 then, 10 now",
    "+2 slipped over their time, 0 then, 2 now",
    "+2 days later than expected then, was 13 Dec, now 15 Dec",
  ]);
  expect(changesBetween(visit(0), visit(1))).toEqual([]);
  expect(changesBetween(visit(0), visit(1, { due: null }))).toEqual([]);
});

test.each([null, "", "nonsense", "{}", '{"last":{"at":"x"}}', '{"last":null,"before":null}'])(
  "what a browser kept that is no visit counts as none: %s",
  (text) => expect(readVisits(text)).toBeNull(),
);
