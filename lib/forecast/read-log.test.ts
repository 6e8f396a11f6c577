import { expect, test } from "vitest";
import { LogError, parseTimestamp, readLog } from "./read-log";

test("reads cases, times and attributes, whatever the order of rows and columns", () => {
  const [first, second] = readLog(
    'timestamp,case_id,activity,amount,note\n2024-01-02 12:00:00,7,"b, then",5,\n2024-01-01,7,a,,x\n2024-01-03,8,a,6,y\n',
  );
  expect(first?.events.map((e) => [e.activity, e.at])).toEqual([
    ["a", 19_723],
    ["b, then", 19_724.5],
  ]);
  expect(first?.events.map((e) => e.attributes)).toEqual([{ note: "x" }, { amount: 5 }]);
  expect(second?.id).toBe("8");
});

test("a time with a zone is moved to UTC, one without stands as written", () => {
  expect(parseTimestamp("1970-01-02T01:00:00+01:00")).toBe(1);
  expect(parseTimestamp("1970-01-02T00:00:00.000Z")).toBe(1);
  expect(parseTimestamp("1970-01-01 18:00:00")).toBe(0.75);
  expect(parseTimestamp("2023-02-30")).toBeUndefined();
});

test("a fault names its row, its column and the way out", () => {
  expect(() => readLog("case_id,activity\n1,a\n")).toThrow(
    new LogError("Row 1: the column timestamp is missing."),
  );
  expect(() => readLog("case_id,activity,timestamp\n1,a,2024-01-01\n1,b,soon\n")).toThrow(
    /Row 3: timestamp "soon"/,
  );
  expect(() => readLog("case_id,activity,timestamp\n1,,2024-01-01\n")).toThrow("Row 2: activity is empty.");
  expect(() => readLog("")).toThrow(/empty/);
});
