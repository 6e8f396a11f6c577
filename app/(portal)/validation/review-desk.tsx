"use client";
import { type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import { latestModel } from "@/app/_models/rounds-view";
import { useSteady } from "@/components/live/use-steady";
import { modelBytes } from "@/components/model/model-bytes";
import type { ViewerHandle } from "@/components/model/model-viewer";
import { type Place, VIEWS } from "@/components/model/place";
import { placeOfSpot, type Spot } from "@/lib/models/spots";
import { capital, counted } from "@/lib/words/counts";
import { sendToSelection, undoSent } from "../_actions/send-event";
import { sendBack } from "./actions";
import { ChosenBar } from "./chosen-bar";
import { DecideBar } from "./decide-bar";
import { type Outcome, outcomeOf, type ReviewEvent } from "./outcome";
import { OutcomeBar } from "./outcome-bar";
import type { QueueItem } from "./queue-item";
import { ReviewMore, ReviewPanel } from "./review-panel";
import { ReviewQueue } from "./review-queue";
import { type Draft, draftPins, EMPTY, RevisionForm } from "./revision-form";
import { useReviewKeys } from "./use-review-keys";

const keyOf = ({ id }: QueueItem) => id;
const NOTHING: ReadonlySet<string> = new Set();

/** The reviewer's desk: one model after the other beside the queue, by keyboard or thumb, and selections as a whole. */
export function ReviewDesk({
  items: given,
  mayReview,
  at,
  nothing,
}: {
  items: readonly QueueItem[];
  mayReview: boolean;
  /** The variant the address names. */
  at: string | null;
  /** Stands here when nothing waits. */
  nothing: ReactNode;
}) {
  const [picked, setPicked] = useState(NOTHING);
  const [sent, setSent] = useState(NOTHING);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [currentId, setCurrentId] = useState(at);
  const [revising, setRevising] = useState(false);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const [fault, setFault] = useState<string | null>(null);
  const [askingFor, setAskingFor] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const viewer = useRef<ViewerHandle>(null);
  const pinKey = useRef(0);
  const panel = useRef<HTMLElement>(null);
  const asked = useRef<HTMLDivElement>(null);

  const { shown: items, gone } = useSteady(given, keyOf);
  const open = items.filter(({ id }) => !sent.has(id) && !gone.has(id));
  const current = items.find(({ id }) => id === currentId) ?? open[0] ?? items[0];
  const draft = (current && drafts.get(current.id)) ?? EMPTY;
  const chosen = items.filter(({ id }) => picked.has(id));
  const model = current ? latestModel(current.rounds) : null;
  const following = current ? beside(current.id, 1) : undefined;
  const nextModel = following ? latestModel(following.rounds)?.id : undefined;

  // Not while an action is on its way: Next gives up an answer that meets another address, and loads the page anew.
  useEffect(() => {
    if (pending || !currentId) return;
    const address = new URL(window.location.href);
    if (address.searchParams.get("at") === currentId) return;
    address.searchParams.set("at", currentId);
    window.history.replaceState(null, "", address);
  }, [currentId, pending]);

  useEffect(() => {
    if (nextModel) modelBytes(`/models/${nextModel}`).catch(() => undefined);
  }, [nextModel]);

  /** The variant before or after, past those that are on their way already. */
  function beside(id: string, by: 1 | -1, without = sent): QueueItem | undefined {
    for (let i = items.findIndex((item) => item.id === id) + by; i >= 0 && i < items.length; i += by) {
      const item = items[i];
      if (item && !without.has(item.id)) return item;
    }
    return undefined;
  }
  function show(id: string | undefined) {
    if (!id) return;
    setCurrentId(id);
    setRevising(false);
    setFault(null);
  }
  const move = (by: 1 | -1) => current && show(beside(current.id, by)?.id);
  const pick = (ids: string[], on: boolean) =>
    setPicked((was) => new Set(on ? [...was, ...ids] : [...was].filter((id) => !ids.includes(id))));

  function send(
    event: ReviewEvent,
    which: readonly QueueItem[],
    reason: string | null = null,
    code: string | null = null,
  ) {
    const ids = which.map(({ id }) => id);
    leave(ids);
    start(async () => {
      const variants = which.map(({ id, version }) => ({ id, version }));
      const done = outcomeOf(event, await sendToSelection({ variants, event, reason, code }));
      setOutcome(done);
      setSent((was) => new Set([...was].filter((id) => !ids.includes(id))));
      setPicked(new Set(done.refused.keys()));
    });
  }
  /** Marks variants as on their way and goes on to the next that is not. */
  function leave(ids: readonly string[]) {
    const away = new Set([...sent, ...ids]);
    setSent(away);
    if (current && away.has(current.id))
      show((beside(current.id, 1, away) ?? beside(current.id, -1, away))?.id);
  }

  function keep(next: Draft) {
    if (current) setDrafts((was) => new Map(was).set(current.id, next));
  }
  function addPin(place: Place, spot: Spot | null) {
    pinKey.current += 1;
    const { position, normal } = place;
    keep({ ...draft, pins: [...draft.pins, { key: pinKey.current, spot, note: "", position, normal }] });
  }
  function pinAt(spot: Spot) {
    if (!model) return;
    const place = placeOfSpot(spot, model.bounds);
    addPin(viewer.current?.snap(place) ?? place, spot);
  }
  function requestRevision() {
    // Not while this one is on its way; that others still are holds nobody up.
    if (!current || askingFor === current.id) return;
    const { id, version } = current;
    const { code, words, pins } = draft;
    const bare = pins.map(({ spot, note, position, normal }) => ({ spot, note, position, normal }));
    setAskingFor(id);
    start(async () => {
      const answer = await sendBack({
        variantId: id,
        version,
        code,
        reason: words,
        modelId: model?.id ?? null,
        pins: bare,
      });
      setAskingFor((was) => (was === id ? null : was));
      if (!answer.ok) return setFault(Object.values(answer.fields ?? {}).flat()[0] ?? answer.message);
      setDrafts((was) => new Map([...was].filter(([key]) => key !== id)));
      setRevising(false);
      setOutcome({
        words: `${answer.value.sku} sent back for a revision.`,
        operationId: answer.value.operationId,
        refused: new Map(),
      });
      show((beside(id, 1) ?? beside(id, -1))?.id);
    });
  }
  function undo() {
    const operationId = outcome?.operationId;
    if (!operationId) return;
    start(async () => {
      const answer = await undoSent(operationId);
      const words = answer.ok
        ? `${capital(counted(answer.value.moved, "variant"))} taken back.`
        : answer.message;
      setOutcome({ words, operationId: null, refused: new Map() });
    });
  }

  const validate = () => current && !sent.has(current.id) && send("validate", [current]);
  const toForm = () => asked.current?.querySelector<HTMLElement>("form select")?.focus();
  const revise = () => current && (revising ? toForm() : setRevising(true));
  useReviewKeys({
    j: () => move(1),
    k: () => move(-1),
    ...Object.fromEntries(VIEWS.map(({ id, key }) => [key, () => viewer.current?.look(id)])),
    ...(mayReview
      ? {
          v: validate,
          r: revise,
          u: undo,
          x: () => current && pick([current.id], !picked.has(current.id)),
          esc: () => (revising ? setRevising(false) : setPicked(NOTHING)),
        }
      : {}),
  });

  // What was done last stays to be taken back, also when it was the last that waited.
  if (!current)
    return (
      <div>
        <OutcomeBar outcome={outcome} pending={pending} onUndo={undo} />
        {nothing}
      </div>
    );
  return (
    <div className="desk" aria-busy={pending}>
      <section ref={panel} className="at" aria-label={`Review of ${current.sku}`}>
        <ReviewPanel
          item={current}
          position={`${items.indexOf(current) + 1} of ${items.length} on this page`}
          pins={revising ? draftPins(draft.pins) : []}
          viewer={viewer}
          {...(revising ? { onPlace: (place: Place) => addPin(place, null) } : {})}
        />
        <DecideBar
          mayReview={mayReview}
          revising={revising}
          sent={sent.has(current.id)}
          onValidate={validate}
          onRevise={revise}
          {...(beside(current.id, -1) ? { onPrevious: () => move(-1) } : {})}
          {...(following ? { onNext: () => move(1) } : {})}
        />
        <ReviewMore item={current} />
      </section>
      <div ref={asked}>
        <OutcomeBar outcome={outcome} pending={pending} onUndo={undo} />
        {revising ? (
          <RevisionForm
            key={current.id}
            sku={current.sku}
            draft={draft}
            fault={fault}
            pending={askingFor === current.id}
            hasModel={model !== null}
            onChange={keep}
            onPin={pinAt}
            onShowModel={() => panel.current?.scrollIntoView()}
            onSend={requestRevision}
            onLeave={() => setRevising(false)}
          />
        ) : (
          <ReviewQueue
            items={items}
            gone={gone}
            current={current.id}
            picked={picked}
            sent={sent}
            refused={outcome?.refused ?? new Map()}
            mayReview={mayReview}
            onOpen={show}
            onPick={pick}
          />
        )}
        {chosen.length > 0 && !revising ? (
          <ChosenBar
            count={chosen.length}
            others={items.length - chosen.length}
            onAll={() =>
              pick(
                items.map(({ id }) => id),
                true,
              )
            }
            pending={pending}
            onValidate={() => send("validate", chosen)}
            onRevise={(reason, code) => send("requestRevision", chosen, reason, code)}
            onClear={() => setPicked(NOTHING)}
          />
        ) : null}
      </div>
    </div>
  );
}
