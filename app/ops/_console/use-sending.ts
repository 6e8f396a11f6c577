"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState, useTransition } from "react";
import type { Answer } from "@/lib/access/errors";
import { EVENT_META } from "@/lib/lifecycle/events";
import type { WorkSelection } from "@/lib/variants/work-selection";
import { counted } from "@/lib/words/counts";
import {
  assignBulk,
  flagBulk,
  moveBulk,
  progressOfBulk,
  quoteBulk,
  resolveBulk,
  sendBulk,
  undoBulk,
} from "../actions";
import { clearSelection, keepOnly } from "./selection";
import type { NotMoved, Sent } from "./sent";
import type { Wish } from "./wish";

/** Somebody else's assignment beside the one that was typed. */
export interface Met {
  id: string;
  sku: string;
  theirs: string;
  at: Date | null;
  theirsId: string | null;
}

/** What the last command did, until the next one. */
export interface Outcome {
  /** "Freeze: 10 of 12 moved." */
  title: string;
  /** What else is to be said; empty where nothing is. */
  words: string;
  grave: boolean;
  sent: Sent | null;
  refused: ReadonlyMap<string, NotMoved>;
  met: ReadonlyMap<string, Met>;
  /** What was wished, so that it can be sent again to one of them. */
  wish: Wish | null;
}

const plain = (title: string, grave = false): Outcome => ({
  title,
  words: "",
  grave,
  sent: null,
  refused: new Map(),
  met: new Map(),
  wish: null,
});

const POLL_MS = 1_000;

/** Sends what was wished for a selection, follows a large operation, and keeps what was refused selected. */
export function useSending(nameOf: (id: string | null) => string) {
  const router = useRouter();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pending, start] = useTransition();
  const running = outcome?.sent && !outcome.sent.finished ? outcome.sent : null;

  const settle = useCallback((sent: Sent, wish: Wish | null) => {
    setOutcome({ ...outcomeOf(sent), wish });
    if (sent.finished) keepOnly(new Map(sent.refused.map((one) => [one.id, one])));
    else clearSelection();
  }, []);

  const wished = outcome?.wish ?? null;
  useEffect(() => {
    if (!running) return;
    const timer = window.setTimeout(async () => {
      const answer = await progressOfBulk(running.operationId, running.event);
      if (!answer.ok) return;
      settle({ ...answer.value, undoUntil: running.undoUntil }, wished);
      if (answer.value.finished) router.refresh();
    }, POLL_MS);
    return () => window.clearTimeout(timer);
  }, [running, wished, router, settle]);

  const send = (wish: Wish, selection: WorkSelection) => {
    const idempotencyKey = crypto.randomUUID();
    start(async () => {
      if (wish.kind === "event") {
        const { event, reason, reasonCode, batchId } = wish;
        const answer = await sendBulk({ selection, event, reason, reasonCode, batchId, idempotencyKey });
        if (answer.ok) settle(answer.value, wish);
        else setOutcome(plain(answer.message, true));
      } else setOutcome(await sendOther(wish, selection, nameOf));
    });
  };

  const undo = (operationId: string) =>
    start(async () => {
      const answer = await undoBulk(operationId);
      if (answer.ok) settle(answer.value, null);
      else setOutcome(plain(answer.message, true));
    });

  /** Takes a refused row, or a conflict, off the list of what is still to be looked at. */
  const dismiss = (id: string) =>
    setOutcome((was) => {
      if (!was) return was;
      const without = <T>(map: ReadonlyMap<string, T>) => new Map([...map].filter(([key]) => key !== id));
      return { ...was, refused: without(was.refused), met: without(was.met) };
    });

  /** Takes the explanations away, and leaves what can still be undone. */
  const forget = () => setOutcome((was) => was && { ...was, refused: new Map(), met: new Map() });

  return { outcome, pending, send, undo, dismiss, forget, close: () => setOutcome(null) };
}

function outcomeOf(sent: Sent): Outcome {
  const { event, moved, total, refusedTotal, refused, finished } = sent;
  const label = EVENT_META[event].label;
  const done = event === "undo" ? "taken back" : "moved";
  const stay = refusedTotal === 1 ? "One was refused; it stays" : `${refusedTotal} were refused; they stay`;
  const shown = refusedTotal > refused.length ? ` The first ${refused.length} are shown.` : "";
  return {
    ...plain(finished ? `${label}: ${moved} of ${total} ${done}.` : `${label}: ${moved} of ${total} so far.`),
    words:
      refusedTotal > 0 && finished
        ? `${stay} selected with the reason.${shown}`
        : finished
          ? ""
          : "You can leave this page; it goes on.",
    grave: refusedTotal > 0,
    sent,
    refused: new Map(refused.map((one) => [one.id, one])),
  };
}

async function sendOther(
  wish: Exclude<Wish, { kind: "event" }>,
  selection: WorkSelection,
  nameOf: (id: string | null) => string,
): Promise<Outcome> {
  switch (wish.kind) {
    case "assign": {
      const { assigneeId, department, shown } = wish;
      const answer = await assignBulk({ selection, assigneeId, department, ...(shown ? { shown } : {}) });
      return said(answer, ({ assigned, conflicts }) => {
        const met = conflicts.map(({ variantId, sku, assigneeId: theirsId, at }) => ({
          ...{ id: variantId, sku, at, theirsId },
          theirs: nameOf(theirsId),
        }));
        const words = met.length > 0 ? `${met.length} met another assignment; your choice is kept.` : "";
        const base = { ...plain(`${assigned} assigned to ${nameOf(assigneeId)}.`, met.length > 0), words };
        return { ...base, met: new Map(met.map((one) => [one.id, one])), wish };
      });
    }
    case "flag": {
      const { flagKind, severity, blocking, words } = wish;
      const answer = await flagBulk({ selection, kind: flagKind, severity, blocking, words });
      return said(answer, ({ raised }) => plain(`${raised} flagged.`));
    }
    case "resolve": {
      const { flagKind: kind, resolution } = wish;
      const answer = await resolveBulk({ selection, kind, resolution });
      return said(answer, ({ resolved, variants }) =>
        plain(`${counted(resolved, "flag")} of ${counted(variants, "variant")} resolved.`),
      );
    }
    case "move": {
      const answer = await moveBulk({ selection, batchId: wish.batchId, name: wish.name });
      return said(answer, ({ moved, batch }) => plain(`${moved} moved to ${batch}.`));
    }
    case "quote": {
      const { price, currency, validUntil, note } = wish;
      const answer = await quoteBulk({ selection, price, currency, validUntil, note });
      return said(answer, ({ sent, refused }) => {
        const names = sent.map(
          ({ number, version, variants }) => `${number}, version ${version} (${variants})`,
        );
        const not = refused.map(({ variantId: id, sku, message }) => ({
          ...{ id, sku, words: message, place: null, version: null, kind: null },
        }));
        keepOnly(new Map(not.map((one) => [one.id, one])));
        const title = sent.length > 0 ? `Sent ${names.join(", ")}.` : "No quote was sent.";
        const words = not.length > 0 ? `${not.length} stay selected with the reason.` : "";
        return {
          ...plain(title, not.length > 0),
          words,
          refused: new Map(not.map((one) => [one.id, one])),
        };
      });
    }
  }
}

function said<T>(answer: Answer<T>, words: (value: T) => Outcome): Outcome {
  return answer.ok ? words(answer.value) : plain(answer.message, true);
}
