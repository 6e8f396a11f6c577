import { expect, test } from "vitest";
import { chosenIn } from "./target";

test("an end that is no time is as if none was chosen", () => {
  expect(chosenIn({ expires: "whenever" }).expires).toBeNull();
  expect(chosenIn({ expires: "never" }).expires).toBe("");
  expect(chosenIn({ expires: "2026-03-09T22:59:59.000Z" }).expires).toBe("2026-03-09T22:59:59.000Z");
});
