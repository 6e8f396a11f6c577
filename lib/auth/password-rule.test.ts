import { describe, expect, test } from "vitest";
import { passwordFault } from "./password-rule";

const anna = { email: "anna@halden.example", name: "Anna Brandt" };

describe("a password is refused", () => {
  test.each([
    ["too short", "x7#kQ9!vLm2"],
    ["the commonest word and digits", "Password1234"],
    ["the same in disguise", "P@ssw0rd2024!"],
    ["a row of keys", "qwertyuiop12"],
    ["keys zigzag", "1q2w3e4r5t6y"],
    ["two common words", "letmeinwelcome"],
    ["a season and a year", "Sommer2024!!"],
    ["a famous phrase", "correct horse battery staple"],
    ["one character", "aaaaaaaaaaaa"],
    ["one piece again and again", "abcabcabcabc"],
    ["counting", "123456789012"],
    ["counting down", "zyxwvutsrqpo"],
    ["the person's own name", "annabrandt2024"],
    ["the demo's password", "framewatch-demo"],
    ["longer than anything typed", "a1b2".repeat(51)],
  ])("%s", (_what, password) => {
    expect(passwordFault(password, anna)).not.toBeNull();
  });
});

describe("a password is taken", () => {
  test.each([
    ["12 characters", "x7#kQ9!vLm2p"],
    ["a sentence in lower case", "tulip kettle at noon"],
    ["64 characters", "The lighthouse keeper paints her boat every third Tuesday, slow."],
    ["any script", "ペンギンは空を飛ばないです"],
    ["long figures of one's own", "482910573829"],
    ["one with a common word inside", "kestrel-summer-oboe"],
  ])("%s", (_what, password) => {
    expect(passwordFault(password, anna)).toBeNull();
  });

  test("length is counted in characters, not in bytes", () => {
    expect(passwordFault("üéàßøåñüé")).toContain("at least 12");
  });
});
