import { createElement, type ReactNode } from "react";
import { expect, test } from "vitest";
import { rowsOnNews } from "./rows-on-news";
import { adopt, holdPlaces, renew } from "./steady";
import { itemsOf } from "./steady-items";

interface Row {
  key: string;
  says: string;
}
const keyOf = ({ key }: Row) => key;
const row = (key: string, says: string): Row => ({ key, says });
const held = adopt([row("a", "1"), row("b", "1"), row("c", "1")]);

test("rows keep their places and say what is true now, also those that left the list; new ones wait", () => {
  const told = renew(held, [row("b", "2")], keyOf);
  const after = holdPlaces(told, [row("d", "3"), row("c", "3"), row("a", "3")], keyOf);
  expect(after.shown).toEqual([row("a", "3"), row("b", "2"), row("c", "3")]);
  expect([...after.gone]).toEqual(["b"]);
  expect(after.waiting).toBe(1);
});

test("a row that was read later than the page keeps what it says", () => {
  const told = renew(held, [row("b", "2")], keyOf);
  const after = holdPlaces(told, [row("a", "1"), row("b", "1"), row("c", "1")], keyOf, (key) => key === "b");
  expect(after.shown.map(({ says }) => says)).toEqual(["1", "2", "1"]);
});

test("rows in view are read as soon as news name them; what is named meanwhile is read in one go", async () => {
  const asked: string[][] = [];
  const answers: (() => void)[] = [];
  const shown: string[] = [];
  const rows = rowsOnNews(
    ["a", "b", "c"],
    (keys) =>
      new Promise<{ at: number; items: Row[] }>((resolve) => {
        asked.push([...keys]);
        answers.push(() => resolve({ at: 1, items: keys.map((key) => row(key, "now")) }));
      }),
    ({ items }) => shown.push(...items.map(keyOf)),
  );
  rows.hear(["x", "b"]);
  rows.hear(["a"]);
  rows.hear(["a", "c"]);
  expect(asked).toEqual([["b"]]);
  answers[0]?.();
  await expect.poll(() => asked).toEqual([["b"], ["a", "c"]]);
  rows.stop();
  answers[1]?.();
  await expect.poll(() => shown).toEqual(["b"]);
});

test("what the server sends in a later piece keeps its key, wherever it stands", () => {
  const later = (content: ReactNode) =>
    ({ $$typeof: Symbol.for("react.lazy"), _payload: content, _init: (made: ReactNode) => made }) as never;
  const tr = (key: string) => createElement("tr", { key });
  const keys = (...rows: ReactNode[]) => itemsOf(rows).map(({ key }) => key);
  expect(keys(tr("a"), later(tr("b")), later(tr("c")))).toEqual(["a", "b", "c"]);
  expect(keys(null, later(tr("new")), tr("a"), false, later(tr("c")))).toEqual(["new", "a", "c"]);
});
