import { expect, test } from "vitest";
import { decode } from "./decode";

const text = "SKU;Größe\r\nÉT-1;50–20 👓\r\n";

function utf16(content: string, bigEndian = false): Buffer {
  const bytes = Buffer.from(`\uFEFF${content}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

test.each([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8", Buffer.from(`\uFEFF${text}`)],
  ["UTF-16", utf16(text)],
  ["UTF-16", utf16(text, true)],
])("%s is read with every character, its mark left out (%#)", (encoding, bytes) => {
  expect(decode(bytes)).toEqual({ text, encoding });
});

test("what is not UTF-8 is Windows-1252, its dashes, quotes and euro sign included", () => {
  const bytes = Buffer.from([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x20, 0x80, 0x20, 0x96, 0x20, 0x93, 0x94]);
  expect(decode(bytes)).toEqual({ text: "Größe € – “”", encoding: "Windows-1252" });
});

test("UTF-8 that was damaged or cut off is refused and not read as GrÃ¶ÃŸe; the line is named", () => {
  const whole = Buffer.from(text.repeat(3));
  const cut = whole.subarray(0, whole.length - 4);
  expect(() => decode(cut)).toThrow("The file is UTF-8, but line 6 has a byte that is not.");
  const marked = Buffer.concat([Buffer.from("\uFEFFSKU\n"), Buffer.from([0xff])]);
  expect(() => decode(marked)).toThrow("line 2");
});

test("UTF-16 that is cut off is refused", () => {
  expect(() => decode(utf16(text).subarray(0, -1))).toThrow("its last character is cut in half");
  expect(() => decode(utf16("a\ud800b"))).toThrow("marked as UTF-16, but is not valid");
});

test("a single NUL is left for its row to name; a picture or a program is refused", () => {
  expect(decode(Buffer.from("SKU\nA\0B\n")).text).toBe("SKU\nA\0B\n");
  const png = Buffer.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0, 0, 0, 1, 8,
  ]);
  expect(() => decode(png)).toThrow("not a table of text");
  expect(() => decode(Buffer.from("SKU\nA\n", "utf16le"))).toThrow("not a table of text");
});
