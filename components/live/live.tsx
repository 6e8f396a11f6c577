"use client";
import { useRouter } from "next/navigation";
import {
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from "react";
import { takeAnchor } from "./anchor";
import { type Connection, follow } from "./follow";
import { isBusy } from "./is-busy";
import { LiveLine } from "./live-line";
import { type Hearer, type LiveView, Viewing } from "./live-view";
import { isActing, noteActions, noteUnasked } from "./own-actions";
import { usePaused } from "./paused";

/** News are gathered this long before the page is read anew, and it rests twice as long as that took (ms). */
const gather = 150;
const rest = 500;
/** Where a list reads its rows in view by itself, the rest of the page leaves it the time for that. */
const gatherBehindRows = 1_000;
/** A tab nobody looks at is in no hurry, so eight of them do not ask eight times at once. */
const hiddenRest = 4_000;
/** How often it is looked whether a busy page can be changed again. */
const askAgain = 500;

/** Whether what is in view may change now; if not, the page as a whole catches up later. */
const mayChange = (paused: boolean) =>
  !paused && document.visibilityState === "visible" && !isActing() && !isBusy();

/**
 * Keeps what is inside up to date: hears news through the browser's one stream and reads the page anew in the background.
 * Lists inside hold their places by `useSteady`. `since` is the news the page was rendered with.
 */
export function Live({
  name,
  url,
  since,
  endsPage = false,
  children,
}: {
  /** One stream for all tabs of a browser with this name. */
  name: string;
  url: string;
  since: number | null;
  /** Whether the page goes as soon as its stream is ended: a link's does, that of somebody who may be writing does not. */
  endsPage?: boolean;
  children: ReactNode;
}) {
  const router = useRouter();
  const [paused] = usePaused();
  const [edition, setEdition] = useState(0);
  const [adopted, setAdopted] = useState(0);
  const [refreshing, startRefresh] = useTransition();
  const [waiting, setWaiting] = useState(0);
  const [applied, setApplied] = useState(0);
  const [connection, setConnection] = useState<Connection>("open");
  const following = useRef<ReturnType<typeof follow>>(null);
  const first = useRef(since);
  const pace = useRef({ due: 0, first: 0, timer: 0, began: 0, next: 0, paused });
  /** The last number heard of. */
  const heard = useRef(0);
  const hearers = useRef(new Set<Hearer>());
  const anchor = useRef<(() => void) | null>(null);

  const refresh = useCallback(
    (asked: boolean) => {
      const state = pace.current;
      setApplied((count) => count + state.due);
      state.due = 0;
      state.began = performance.now();
      anchor.current = takeAnchor();
      setWaiting(0);
      noteUnasked(true);
      startRefresh(() => {
        setEdition((count) => count + 1);
        // Who asked to be shown what waits is shown what comes for it, too.
        if (asked) setAdopted((count) => count + 1);
        router.refresh();
      });
    },
    [router],
  );

  const plan = useCallback(() => {
    const state = pace.current;
    window.clearTimeout(state.timer);
    if (state.due === 0) return;
    if (state.paused) return setWaiting(state.due);
    const shown = hearers.current.size > 0 ? gatherBehindRows : gather;
    const calm = document.visibilityState === "hidden" ? hiddenRest : shown;
    const turn = () => {
      if (state.began > 0 || isActing()) state.timer = window.setTimeout(turn, 100);
      else if (isBusy()) {
        setWaiting(state.due);
        state.timer = window.setTimeout(turn, askAgain);
      } else refresh(false);
    };
    // From the first of them on, or news that never pause would never be shown.
    state.timer = window.setTimeout(turn, Math.max(state.first + calm, state.next) - performance.now());
  }, [refresh]);

  useEffect(() => {
    noteActions();
    const followed = follow({ name, url, since: first.current }, (signal) => {
      if (signal.kind === "state") {
        setConnection(signal.now);
        if (signal.now === "ended" && endsPage) refresh(false);
        return;
      }
      heard.current = signal.anew ? (signal.at ?? 0) : Math.max(heard.current, signal.at ?? 0);
      if (pace.current.due === 0) pace.current.first = performance.now();
      pace.current.due += 1;
      if (mayChange(pace.current.paused)) for (const hearer of hearers.current) hearer(signal.variants);
      plan();
    });
    following.current = followed;
    const seen = () => document.visibilityState === "visible" && plan();
    document.addEventListener("visibilitychange", seen);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      window.clearTimeout(pace.current.timer);
      followed.stop();
    };
  }, [name, url, endsPage, plan, refresh]);

  useEffect(() => {
    if (since !== null) following.current?.rendered(since);
  }, [since]);

  useEffect(() => {
    pace.current.paused = paused;
    plan();
  }, [paused, plan]);

  useLayoutEffect(() => {
    const state = pace.current;
    if (refreshing || state.began === 0) return;
    noteUnasked(false);
    anchor.current?.();
    anchor.current = null;
    const now = performance.now();
    state.next = now + Math.max(rest, 2 * (now - state.began));
    state.began = 0;
    // Another process may have answered, which had not heard yet what this page was told.
    if (since === null || since >= heard.current || state.due > 0) return;
    state.due = 1;
    plan();
  }, [refreshing, since, plan]);

  const hear = useCallback((hearer: Hearer) => {
    hearers.current.add(hearer);
    return () => void hearers.current.delete(hearer);
  }, []);
  const [held, setHeld] = useState<ReadonlyMap<string, number>>(new Map());
  const hold = useCallback((list: string, count: number) => {
    setHeld((before) => {
      if ((before.get(list) ?? 0) === count) return before;
      const next = new Map(before);
      if (count === 0) next.delete(list);
      else next.set(list, count);
      return next;
    });
  }, []);
  const view = useMemo<LiveView>(
    () => ({ edition, adopted, hold, since, hear }),
    [edition, adopted, hold, since, hear],
  );
  const inLists = [...held.values()].reduce((sum, count) => sum + count, 0);
  return (
    <Viewing.Provider value={view}>
      {/* What may be read no more goes before the server has said why. */}
      {endsPage && connection === "ended" ? null : children}
      <LiveLine
        waiting={inLists + waiting}
        applied={applied}
        connection={connection}
        onShow={() => {
          setAdopted((count) => count + 1);
          if (pace.current.due > 0) refresh(true);
        }}
      />
    </Viewing.Provider>
  );
}
