import type { CatalogueStatus } from "@/db/schema/catalogues";

/** As screens say it; to a customer a published catalogue is live. */
export const STATUS_LABELS: Readonly<Record<CatalogueStatus, string>> = {
  draft: "Draft",
  published: "Published",
  unpublished: "Unpublished",
};
