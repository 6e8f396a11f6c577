"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { count } from "@/components/ui/figure";
import type { Choice } from "@/components/ui/inputs";
import { Menu } from "@/components/ui/menu";
import { EVENT_META } from "@/lib/lifecycle/events";
import { type Field, needsOf } from "@/lib/lifecycle/needs";
import type { EventId } from "@/lib/lifecycle/states";
import { batchesOf } from "../actions";
import { AssignForm, EventForm, FlagForm, MoveForm, QuoteForm, ResolveForm } from "./bulk-forms";
import { cannotWords, movesOn, type Offer } from "./offers";
import type { Wish } from "./wish";

type Asking =
  | { what: "event"; event: EventId; fields: readonly Field[] }
  | { what: "assign" | "flag" | "resolve" | "move" | "quote" };

const AT_ONCE = 3;
const REORDER =
  "Each gets a new variant in Pending Analysis, in the same order and batch and linked with it. This cannot be undone.";

export interface BulkBarProps {
  /** How many are chosen, in figures. */
  chosen: number;
  /** Of them, how many are not on this page; 0 where all that match are chosen. */
  elsewhere: number;
  everything: boolean;
  /** How many match the filter; null where all of them cannot be chosen. */
  matching: string | null;
  offers: readonly Offer[];
  /** The only organisation of the chosen; null where there are several. */
  organisationId: string | null;
  shown: Record<string, string | null> | undefined;
  /** Some of the chosen have an open quality flag, or may have. */
  flagged: boolean;
  staff: readonly Choice[];
  pending: boolean;
  onEverything: () => void;
  onClear: () => void;
  onSend: (wish: Wish) => void;
}

/** What can be done with the selection: only what is permitted to some of it, each with the form it needs. */
export function BulkBar(props: BulkBarProps) {
  const { chosen, elsewhere, everything, matching, offers, organisationId, pending, onSend } = props;
  const sheet = useRef<HTMLDialogElement>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [batches, setBatches] = useState<readonly Choice[]>([]);

  async function ask(next: Asking, withBatches = false) {
    if (withBatches && organisationId) {
      const answer = await batchesOf(organisationId);
      setBatches(answer.ok ? answer.value.map(({ id, name }) => ({ value: id, label: name })) : []);
    }
    setAsking(next);
    sheet.current?.showModal();
  }
  function begin({ event, begun }: Offer) {
    if (event === "sendQuote") return ask({ what: "quote" });
    const facts = {
      productionBegun: begun,
      modelMissing: false,
      blockingFlag: false,
      undoIsOwnAndFresh: true,
    };
    const fields = needsOf(event, facts, "ops").filter(({ kind }) => kind !== "batch" || organisationId);
    if (fields.length > 0 || event === "reorder")
      return ask({ what: "event", event, fields }, event === "assignToBatch");
    onSend({ kind: "event", event, reason: null, reasonCode: null, batchId: null });
  }
  function done(wish: Wish) {
    sheet.current?.close();
    onSend(wish);
  }

  const [first] = offers;
  const cannot = first
    ? cannotWords(first, EVENT_META[first.event].label)
    : "Nothing can be sent to all of them";
  return (
    <section className="bulk" aria-label="Bulk actions">
      <b>
        {everything ? `All ${matching} selected` : `${count(chosen)} selected`}
        {elsewhere > 0 ? `, ${count(elsewhere)} not on this page` : null}
      </b>
      {everything || matching === null ? null : (
        <button type="button" onClick={props.onEverything}>
          Select all {matching} matching
        </button>
      )}
      {offers.slice(0, AT_ONCE).map((offer, index) => (
        <Button
          key={offer.event}
          className={index === 0 ? undefined : "wide-only"}
          disabled={pending}
          data-key={isNext(offer, index) ? "e" : undefined}
          onClick={() => begin(offer)}
        >
          {labelOf(offer)}
          {isNext(offer, index) ? <kbd>e</kbd> : null}
        </Button>
      ))}
      <Button disabled={pending} data-key="a" onClick={() => ask({ what: "assign" })}>
        Assign… <kbd>a</kbd>
      </Button>
      <Menu label="More" start narrow>
        <ul className="menu-rows">
          {offers.slice(1).map((offer, index) => (
            <li key={offer.event} className={index + 1 < AT_ONCE ? "narrow-only" : undefined}>
              <button type="button" disabled={pending} onClick={() => begin(offer)}>
                {labelOf(offer)}
              </button>
            </li>
          ))}
          <li>
            <button type="button" disabled={pending} onClick={() => ask({ what: "flag" })}>
              Raise a quality flag…
            </button>
          </li>
          {props.flagged ? (
            <li>
              <button type="button" disabled={pending} onClick={() => ask({ what: "resolve" })}>
                Resolve quality flags…
              </button>
            </li>
          ) : null}
          {organisationId ? (
            <li>
              <button type="button" disabled={pending} onClick={() => ask({ what: "move" }, true)}>
                Move to another batch…
              </button>
            </li>
          ) : null}
        </ul>
      </Menu>
      <span className="end">
        {cannot ? <span className="spare">{cannot}</span> : null}
        <button type="button" onClick={props.onClear}>
          Clear <kbd>Esc</kbd>
        </button>
      </span>
      <Sheet sheet={sheet} title={titleOf(asking, chosen)} onClose={() => setAsking(null)}>
        <Asked asking={asking} batches={batches} {...props} onSend={done} />
      </Sheet>
    </section>
  );
}

function Asked({
  asking,
  batches,
  staff,
  shown,
  onSend,
}: BulkBarProps & { asking: Asking | null; batches: readonly Choice[] }) {
  switch (asking?.what) {
    case "event": {
      const question = asking.event === "reorder" ? REORDER : undefined;
      return <EventForm {...asking} batches={batches} question={question} onSend={onSend} />;
    }
    case "assign":
      return <AssignForm staff={staff} shown={shown} onSend={onSend} />;
    case "flag":
      return <FlagForm onSend={onSend} />;
    case "resolve":
      return <ResolveForm onSend={onSend} />;
    case "move":
      return <MoveForm batches={batches} onSend={onSend} />;
    case "quote":
      return <QuoteForm onSend={onSend} />;
    default:
      return null;
  }
}

/** "Freeze", "Retry (1)": how many of the chosen can, where it is not all. */
function labelOf({ event, can, of }: Offer): string {
  const label = event === "sendQuote" ? "Draw up quotes…" : EVENT_META[event].label;
  return can < of ? `${label} (${count(can)})` : label;
}

const isNext = ({ event }: Offer, index: number) => index === 0 && movesOn(event);

const TITLES = {
  assign: "Assign",
  flag: "Raise a quality flag",
  resolve: "Resolve quality flags",
  move: "Move to another batch",
  quote: "Draw up and send quotes",
} as const;

function titleOf(asking: Asking | null, chosen: number): string {
  if (asking === null) return "";
  const name = asking.what === "event" ? EVENT_META[asking.event].label : TITLES[asking.what];
  return `${name}: ${count(chosen)} ${chosen === 1 ? "variant" : "variants"}`;
}
