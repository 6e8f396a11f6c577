import { expect, test } from "vitest";
import { mentionedIn } from "./mentions";

const people = [
  { name: "Anna", userIds: ["anna"] },
  { name: "Anna Lee", userIds: ["lee"] },
  { name: "Framewatch", userIds: ["marta", "otto"] },
];

test("a mention names whoever it names in full, in any case, and a name for the whole staff names all of them", () => {
  expect(mentionedIn("@Anna Lee, please look", people)).toEqual(["lee"]);
  expect(mentionedIn("@anna and @ANNA LEE", people).sort()).toEqual(["anna", "lee"]);
  expect(mentionedIn("Is it you, @Framewatch?", people)).toEqual(["marta", "otto"]);
});

test("a name without an @, or an address, names nobody", () => {
  expect(mentionedIn("Anna said so; write to x@example.org", people)).toEqual([]);
});
