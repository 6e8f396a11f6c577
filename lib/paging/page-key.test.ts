import { describe, expect, it } from "vitest";
import { z } from "zod";
import { keyText, paged, readKey, writeKey } from "./page-key";

const list = Array.from({ length: 12 }, (_, i) => ({ id: i + 1 }));
const values = z.tuple([z.int()]);
const keyOf = (row: { id: number }) => [row.id];

/** What the database would answer to `seek`: one row more than a page. */
function ask(text: string | null, size: number) {
  const key = readKey(text ?? undefined, values);
  const from = Number(key?.values[0] ?? 0);
  const found =
    key?.side === "before"
      ? list.filter((row) => row.id < from).reverse()
      : list.filter((row) => row.id > from);
  return paged(found.slice(0, size + 1), size, key, keyOf);
}

describe("pages by key", () => {
  it("walks a list to its end and back without missing or repeating a row", () => {
    const seen: number[] = [];
    let page = ask(null, 5);
    expect([page.first, page.previous]).toEqual([1, null]);
    for (;;) {
      seen.push(...page.rows.map((row) => row.id));
      if (!page.next) break;
      page = ask(page.next, 5);
    }
    expect(seen).toEqual(list.map((row) => row.id));
    expect(page.first).toBe(11);
    page = ask(page.previous, 5);
    expect([page.first, ...page.rows.map((row) => row.id)]).toEqual([6, 6, 7, 8, 9, 10]);
    page = ask(page.previous, 5);
    expect([page.first, page.rows.length, page.previous]).toEqual([1, 5, null]);
  });

  it("takes anything that is no key of this list as the first page", () => {
    const texts = z.tuple([keyText, z.uuid()]);
    const id = "0192f0c0-0000-7000-8000-000000000001";
    const key = writeKey({ values: ["a", id], side: "after", offset: 3 });
    expect(readKey(key, texts)).toEqual({ values: ["a", id], side: "after", offset: 3 });
    const other = (...values: (string | number)[]) => writeKey({ values, side: "after", offset: 0 });
    for (const odd of [
      "",
      "x",
      "%00",
      key.slice(2),
      other("\0", id),
      other("a", "b"),
      other(1, id),
      other(id),
    ]) {
      expect(readKey(odd, texts)).toBeNull();
    }
  });
});
