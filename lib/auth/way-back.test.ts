import { expect, test } from "vitest";
import { wayBack } from "./way-back";

test.each([
  ["/batches?view=late", "/batches?view=late"],
  ["/variants/1#history", "/variants/1"],
])("leads back to %s", (next, way) => {
  expect(wayBack(next, "/")).toBe(way);
});

test.each([
  null,
  undefined,
  "",
  "/",
  "batches",
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "javascript:alert(1)",
  "/sign-in?next=/",
  "/api/auth/signout",
])("never leads out of the house or in circles: %j", (next) => {
  expect(wayBack(next, "/ops")).toBe("/ops");
});
