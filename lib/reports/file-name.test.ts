import { expect, test } from "vitest";
import { asAttachment, reportFileName } from "./file-name";

const named = (subject: string) => reportFileName(subject, "summary", "xlsx", "2026-03-02");

test("a file is named after what it is of, whatever that is called", () => {
  expect(named("Nike Collection 2024")).toBe("Nike Collection 2024, Summary Report, 2026-03-02.xlsx");
  expect(named("Büffelhorn „Oberstdorf“ 👓")).toContain("Büffelhorn „Oberstdorf“ 👓, ");
  expect(named('../a\\b:c*d?"e<f>|\r\ng\u202Egnp.exe')).toBe(
    "a b c d e f g gnp.exe, Summary Report, 2026-03-02.xlsx",
  );
  expect(named("...")).toBe("Report, Summary Report, 2026-03-02.xlsx");
  expect(Buffer.byteLength(named("👓".repeat(500)))).toBeLessThan(256);
});

test("a header carries any name, for new readers and old ones", () => {
  const header = asAttachment(named("Straße „Süd“ (100%)"));
  expect(header).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w%.!~-]+$/);
  const encoded = header.split("UTF-8''")[1] ?? "";
  expect(decodeURIComponent(encoded)).toBe(named("Straße „Süd“ (100%)"));
});
