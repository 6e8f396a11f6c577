"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useContext, useEffect, useId, useState } from "react";
import { Viewing } from "./live-view";
import { adopt, type Held, holdPlaces } from "./steady";

/**
 * A list whose rows keep their places while news come (experience.md, "live rows"): rows in view say what is true now, new
 * ones wait for "show". What the reader does (sorting, paging, an action of their own) shows at once.
 */
export function useSteady<T>(items: readonly T[], keyOf: (item: T) => string): Held<T> {
  const { edition, adopted, hold } = useContext(Viewing);
  const list = useId();
  const address = `${usePathname()}?${useSearchParams()}`;
  const [state, setState] = useState({ items, edition, adopted, address, held: adopt(items) });
  let { held } = state;
  if (state.items !== items || state.adopted !== adopted) {
    // A reader who went on to another page, while news were being read, is shown that page.
    const byNews = state.edition !== edition && state.adopted === adopted && state.address === address;
    held = byNews ? holdPlaces(state.held, items, keyOf) : adopt(items);
    setState({ items, edition, adopted, address, held });
  }
  const { waiting } = held;
  useEffect(() => {
    hold(list, waiting);
    return () => hold(list, 0);
  }, [hold, list, waiting]);
  return held;
}
