import { SHARE_PARTS } from "@/lib/sharing/parts";
import type { Chosen } from "./target";

/** What stands in the form now. */
export function chosenFrom(data: FormData): Chosen {
  return {
    shows: SHARE_PARTS.filter((part) => data.get(part) === "on"),
    downloads: data.get("downloads") === "on",
    label: String(data.get("label") ?? ""),
    expires: String(data.get("expires") ?? ""),
  };
}
