import type { SharePart, ShareScope } from "@/db/schema/sharing";
import { isId } from "@/lib/access/ids";
import { PLACES, type Place } from "@/lib/lifecycle/states";
import { SHARE_PARTS } from "@/lib/sharing/parts";
import { placesOf, VARIANT_FILTERS, type VariantFilter } from "@/lib/variants/filters";
import { address, one, type Query } from "../_page/address";

/** What a new link is to show: a batch, an order or everything, or a filtered list of one of them. */
export interface Target {
  scope: ShareScope;
  /** The batch or order; null for the organisation. */
  of: string | null;
  filter: VariantFilter;
  place: Place | null;
}

/** What was chosen for it so far; the passcode never stands in an address. */
export interface Chosen {
  shows: SharePart[];
  downloads: boolean;
  label: string;
  /** ISO instant, empty for no end; null where nothing was chosen yet. */
  expires: string | null;
}

const SCOPES = ["batch", "order", "organisation"] as const;

/** Reads a target from an address; null where it names none. */
export function targetIn(query: Awaited<Query>): Target | null {
  const scope = SCOPES.find((known) => known === one(query, "scope"));
  const of = one(query, "of") ?? null;
  if (!scope || (scope === "organisation") !== (of === null) || (of !== null && !isId(of))) return null;
  const filter = VARIANT_FILTERS.find((known) => known === one(query, "filter")) ?? "all";
  const place = PLACES.find((known) => known === one(query, "place")) ?? null;
  return { scope, of, filter, place };
}

/** Reads what was chosen from an address; what is absent there is as it is at first. */
export function chosenIn(query: Awaited<Query>): Chosen {
  const shows = one(query, "shows");
  const expires = one(query, "expires");
  return {
    shows: SHARE_PARTS.filter((part) => shows === undefined || shows.split(",").includes(part)),
    downloads: one(query, "downloads") !== "no",
    label: one(query, "label") ?? "",
    expires: expires === "never" ? "" : isInstant(expires) ? expires : null,
  };
}

const isInstant = (text: string | undefined): text is string => !Number.isNaN(Date.parse(text ?? ""));

/** Where a link is seen before it is made. */
export function newLinkAddress({ scope, of, filter, place }: Target, chosen?: Chosen): string {
  return address("/settings/links/new", {
    scope,
    of,
    filter: filter === "all" ? null : filter,
    place,
    ...(chosen
      ? {
          shows: chosen.shows.length === SHARE_PARTS.length ? null : chosen.shows.join(",") || "none",
          downloads: chosen.downloads ? null : "no",
          label: chosen.label || null,
          expires: chosen.expires === "" ? "never" : chosen.expires,
        }
      : {}),
  });
}

/**
 * The places a link to a list shows; null for all of them, and undefined for a list that changes with time or with
 * quality flags instead of places: that is no view to hand out, since nobody could say what it will hold.
 */
export function placesToShare({
  filter,
  place,
}: Pick<Target, "filter" | "place">): Place[] | null | undefined {
  if (place) return [place];
  if (filter === "all") return null;
  const places = placesOf(filter);
  return places ? [...places] : undefined;
}
