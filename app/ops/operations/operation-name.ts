import { EVENT_META } from "@/lib/lifecycle/events";
import type { ListedOperation } from "@/lib/variants/list-operations";

/** What an operation did, as on the button that began it: "Freeze", "Import", "Assign". */
export function nameOf({ kind, event, total }: Pick<ListedOperation, "kind" | "event" | "total">): string {
  const variants = `${total} ${total === 1 ? "variant" : "variants"}`;
  if (kind === "import") return `Import, ${variants}`;
  if (kind === "assign") return `Assign, ${variants}`;
  return `${event ? EVENT_META[event].label : "Event"}, ${variants}`;
}
