"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useContext, useEffect, useId, useState } from "react";
import { Viewing } from "./live-view";
import { actionsAnswered, isActing } from "./own-actions";
import { type ReadRows, rowsOnNews } from "./rows-on-news";
import { adopt, type Fresh, type Held, holdPlaces, renew } from "./steady";

const NONE: Fresh = new Map();

/**
 * A list whose rows keep their places while news come (experience.md, "live rows"): rows in view say what is true now, new
 * ones wait for "show". What the reader does (sorting, paging, an action of their own) shows at once.
 * @param read reads rows by themselves as soon as news name them, where waiting for the whole page takes longer.
 */
export function useSteady<T>(items: readonly T[], keyOf: (item: T) => string, read?: ReadRows<T>): Held<T> {
  const { edition, adopted, hold, since, hear } = useContext(Viewing);
  const list = useId();
  const address = `${usePathname()}?${useSearchParams()}`;
  const [state, setState] = useState({
    items,
    edition,
    adopted,
    address,
    since,
    answered: actionsAnswered(),
    held: adopt(items),
    fresh: NONE,
  });
  let { held } = state;
  if (state.items !== items || state.adopted !== adopted) {
    // A reader who went on to another page, while news were being read, is shown that page.
    const asked = state.adopted !== adopted || state.address !== address;
    // An own action's answer and the news of it may be shown as one.
    const answered = actionsAnswered();
    const acted = isActing() || state.answered !== answered;
    const byNews = state.edition !== edition && !asked && !acted;
    const isFresher = (key: string) => (state.fresh.get(key) ?? 0) > (since ?? 0);
    held = byNews ? holdPlaces(state.held, items, keyOf, isFresher) : adopt(items);
    const fresh = byNews ? new Map([...state.fresh].filter(([key]) => isFresher(key))) : NONE;
    setState({ items, edition, adopted, address, since, answered, held, fresh });
  }
  const keys = held.shown.map(keyOf).join();
  useEffect(() => {
    if (!read) return;
    const rows = rowsOnNews(keys.split(","), read, ({ at, items: now }) =>
      setState((was) => {
        if (at < (was.since ?? 0)) return was;
        const fresh = new Map([...was.fresh, ...now.map((item) => [keyOf(item), at] as const)]);
        return { ...was, held: renew(was.held, now, keyOf), fresh };
      }),
    );
    const unhear = hear(rows.hear);
    return () => {
      unhear();
      rows.stop();
    };
  }, [hear, keys, keyOf, read]);
  const { waiting } = held;
  useEffect(() => {
    hold(list, waiting);
    return () => hold(list, 0);
  }, [hold, list, waiting]);
  return held;
}
