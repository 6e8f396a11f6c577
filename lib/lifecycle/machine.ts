import { assign, setup } from "xstate";
import type { Context } from "./carried";
import { isUndoable } from "./events";
import { META, type PlaceMeta } from "./meta";
import { type EventId, PLACES, type Place, type State } from "./states";

export type { Carried, Context, Effect, Undone } from "./carried";

const effect = () => {};

/** Where a quote may be opened from, and returns to. */
const QUOTABLE = [
  "analysis_complete",
  "processing_addition",
  "batch_created",
  "working_3d_assets",
  "freezing_time",
] as const satisfies readonly State[];

/** Where an error may be reported, and a retry returns to. */
const FALLIBLE = [
  "pending_analysis",
  ...QUOTABLE,
  "quote_requested",
  "quote_sent",
  "quote_accepted",
  "quote_rejected",
] as const satisfies readonly State[];

const lifecycle = setup({
  types: {
    context: {} as Context,
    events: {} as { type: EventId },
    meta: {} as PlaceMeta,
  },
  guards: {
    quoteOpen: ({ context }) => context.quoteOpen,
    quoteNoLongerOpen: ({ context }) => !context.quoteOpen,
    notReplaced: ({ context }) => !context.replaced,
    quoteBeganIn: ({ context }, params: { state: State }) => context.quoteResume === params.state,
    failedIn: ({ context }, params: { state: State }) => context.errorResume === params.state,
    lostItsQuote: ({ context }) => context.errorResume === "quote_sent" && !context.quoteOpen,
    cameFrom: ({ context }, params: { place: Place }) =>
      context.undo?.from === params.place &&
      isUndoable(context.undo.event) &&
      (params.place !== "quote_sent" || context.quoteOpen),
  },
  actions: {
    rememberQuoteBegan: assign((_, params: { state: State }) => ({ quoteResume: params.state })),
    forgetQuote: assign({ quoteResume: null }),
    rememberFailed: assign((_, params: { state: State }) => ({ errorResume: params.state })),
    forgetError: assign({ errorResume: null }),
    beginProduction: assign({ productionBegun: true }),
    beginModelling: assign({ modellingBegun: true }),
    beginRevision: assign({ revision: ({ context }) => context.revision + 1 }),
    restore: assign(({ context }) => (context.undo ? context.undo.before : {})),
    withdrawQuoteLine: effect,
    reopenQuoteLine: effect,
    createReplacement: effect,
    leaveCatalogues: effect,
    lapseCancellationRequest: effect,
  },
});

/** Only these two withdraw a line, so only undoing them opens it again. */
const reopenWithdrawnLine = lifecycle.enqueueActions(({ context, enqueue }) => {
  if (context.undo?.event === "cancel" || context.undo?.event === "withdrawQuote") enqueue("reopenQuoteLine");
});

const quotable = <S extends State>(state: S) => ({
  requestQuote: {
    target: "quote_requested" as const,
    actions: { type: "rememberQuoteBegan" as const, params: { state } },
  },
});

const fallible = <S extends State>(state: S) => ({
  reportError: { target: "error" as const, actions: { type: "rememberFailed" as const, params: { state } } },
});

const cancellable = { cancel: "cancelled" as const };

const reorderable = {
  reorder: {
    guard: "notReplaced" as const,
    target: "cancelled" as const,
    actions: "createReplacement" as const,
  },
};

/** To where the quote began; `startProduction` maps the state before production to the first one in it. */
const backToWhereQuoteBegan = (onward: (state: State) => State) =>
  QUOTABLE.map((state) => ({
    guard: { type: "quoteBeganIn" as const, params: { state } },
    target: onward(state),
    actions: "forgetQuote" as const,
  }));

/** The address of a place, seen from the machine's root. */
const addressOf = (place: Place) =>
  place === "validated"
    ? (".completed.validated" as const)
    : place === "completed"
      ? (".completed.pending" as const)
      : (`.${place}` as const);

/**
 * The one machine: where a variant can stand and what can happen to it there. Pure: rehydrate with `resolveState`, ask
 * `snapshot.can` first (an event it does not know is ignored without a word), then `transition`. Who may do it is in
 * lib/access/permissions, what it needs in needs.ts; decide.ts asks all three. Source: domain.md, "Transitions".
 */
export const machine = lifecycle.createMachine({
  id: "variant",
  initial: "pending_analysis",
  context: {
    quoteResume: null,
    errorResume: null,
    revision: 0,
    productionBegun: false,
    modellingBegun: false,
    quoteOpen: false,
    replaced: false,
    undo: null,
  },
  on: {
    undo: PLACES.map((place) => ({
      guard: { type: "cameFrom" as const, params: { place } },
      target: addressOf(place),
      actions: ["restore" as const, reopenWithdrawnLine],
    })),
  },
  states: {
    pending_analysis: {
      meta: META.pending_analysis,
      on: { confirmFeasibility: "analysis_complete", ...fallible("pending_analysis"), ...cancellable },
    },
    analysis_complete: {
      meta: META.analysis_complete,
      on: {
        startProduction: "processing_addition",
        ...quotable("analysis_complete"),
        ...fallible("analysis_complete"),
        ...cancellable,
      },
    },
    processing_addition: {
      meta: META.processing_addition,
      on: {
        assignToBatch: "batch_created",
        ...quotable("processing_addition"),
        ...fallible("processing_addition"),
        ...cancellable,
      },
    },
    batch_created: {
      meta: META.batch_created,
      entry: "beginProduction",
      on: {
        startModelling: "working_3d_assets",
        ...quotable("batch_created"),
        ...fallible("batch_created"),
        ...cancellable,
      },
    },
    working_3d_assets: {
      meta: META.working_3d_assets,
      entry: "beginModelling",
      on: {
        freeze: "freezing_time",
        ...quotable("working_3d_assets"),
        ...fallible("working_3d_assets"),
        ...cancellable,
      },
    },
    freezing_time: {
      meta: META.freezing_time,
      on: {
        complete: "completed",
        returnToModelling: "working_3d_assets",
        ...quotable("freezing_time"),
        ...fallible("freezing_time"),
        ...cancellable,
      },
    },
    quote_requested: {
      meta: META.quote_requested,
      on: {
        sendQuote: "quote_sent",
        dropQuote: backToWhereQuoteBegan((state) => state),
        ...fallible("quote_requested"),
        ...cancellable,
      },
    },
    quote_sent: {
      meta: META.quote_sent,
      on: {
        acceptQuote: { guard: "quoteOpen", target: "quote_accepted" },
        rejectQuote: { guard: "quoteOpen", target: "quote_rejected" },
        withdrawQuote: { target: "quote_requested", actions: "withdrawQuoteLine" },
        expireQuote: { guard: "quoteNoLongerOpen", target: "quote_requested" },
        ...fallible("quote_sent"),
        ...cancellable,
      },
    },
    quote_accepted: {
      meta: META.quote_accepted,
      on: {
        startProduction: backToWhereQuoteBegan((state) =>
          state === "analysis_complete" ? "processing_addition" : state,
        ),
        ...fallible("quote_accepted"),
        ...cancellable,
      },
    },
    quote_rejected: {
      meta: META.quote_rejected,
      on: { reviseQuote: "quote_requested", ...reorderable, ...fallible("quote_rejected"), ...cancellable },
    },
    completed: {
      initial: "pending",
      entry: "lapseCancellationRequest",
      states: {
        pending: {
          meta: META.completed,
          on: {
            validate: "validated",
            requestRevision: { target: "#variant.working_3d_assets", actions: "beginRevision" },
            cancel: "#variant.cancelled",
          },
        },
        validated: {
          meta: META.validated,
          exit: "leaveCatalogues",
          on: { reopen: "pending" },
        },
      },
    },
    cancelled: {
      meta: META.cancelled,
      entry: ["withdrawQuoteLine", "forgetQuote", "forgetError"],
      on: reorderable,
    },
    error: {
      meta: META.error,
      on: {
        retry: [
          { guard: "lostItsQuote", target: "quote_requested", actions: "forgetError" },
          ...FALLIBLE.map((state) => ({
            guard: { type: "failedIn" as const, params: { state } },
            target: state,
            actions: "forgetError" as const,
          })),
        ],
        ...reorderable,
        ...cancellable,
      },
    },
  },
});
