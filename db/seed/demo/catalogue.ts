import { sql } from "drizzle-orm";
import { asActor } from "@/db/as-actor";
import { addToCatalogue } from "@/lib/catalogues/add-variants";
import { changeCatalogue } from "@/lib/catalogues/change-catalogue";
import { createCatalogue } from "@/lib/catalogues/create-catalogue";
import { publishCatalogue } from "@/lib/catalogues/publish";
import type { Story } from "./story";

/** A live catalogue of a finished batch. */
export async function tellCatalogue({ customer, now }: Story, batch: string): Promise<void> {
  const [found] = await asActor(customer, (tx) =>
    tx.execute<{ id: string }>(sql`select id from batches where name = ${batch}`),
  );
  if (!found) throw new Error(`The demo has no batch ${batch}.`);
  const at = new Date(now.getTime() - 3 * 86_400_000);
  const title = "Kestrel Titan Ultralight";
  const { catalogueId, slug } = await createCatalogue(customer, { title }, at);
  await addToCatalogue(customer, { catalogueId, chosen: { filter: { batchId: found.id } } }, at);
  const description =
    "Four frames in titanium, from 49 to 58 mm, with clear, tinted and mirrored lenses. See each of them in 3D.";
  await changeCatalogue(
    customer,
    { catalogueId, title, description, slug, indexable: false, edition: 1 },
    at,
  );
  await publishCatalogue(customer, { catalogueId }, at);
}
