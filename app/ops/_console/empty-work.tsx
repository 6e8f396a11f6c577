import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { workTitle } from "@/lib/variants/work-words";
import { addressOf, type View } from "./address";

/** Where no work is: what would be here, and the way on. */
export function EmptyWork({ view, narrowed }: { view: View; narrowed: boolean }) {
  const { state, search } = view.filter;
  if (!narrowed)
    return (
      <EmptyState
        title={`Nothing is in ${workTitle(view.filter)}.`}
        actions={<LinkButton href="/ops">Show all our work</LinkButton>}
      >
        Variants appear here as soon as they reach this state.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nothing matches these filters."
      actions={
        <>
          {state !== "all" && search ? (
            <LinkButton href={addressOf(view, { filter: { state: "all" } })}>
              Look for “{search}” in every state
            </LinkButton>
          ) : null}
          <LinkButton href={addressOf({ ...view, filter: { state } }, {})}>Clear the filters</LinkButton>
        </>
      }
    >
      Take a filter off, or look in another state.
    </EmptyState>
  );
}
