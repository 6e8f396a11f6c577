import { sql } from "drizzle-orm";
import { asActor } from "@/db/as-actor";
import { createShareLink } from "@/lib/sharing/create-link";
import type { Story } from "./story";

const EXAMPLE = "Nike Collection 2024";

/** A link that shows the example without an account. Answers its path, which nobody can learn again. */
export async function tellShared({ customer, now }: Story): Promise<string> {
  const [found] = await asActor(customer, (tx) =>
    tx.execute<{ id: string }>(sql`select id from batches where name = ${EXAMPLE}`),
  );
  if (!found) throw new Error(`The demo has no batch ${EXAMPLE}.`);
  const { token } = await createShareLink(
    customer,
    {
      scope: "batch",
      subjectId: found.id,
      label: "Retail partners",
      allowDownloads: true,
      shows: ["variants", "timeline"],
    },
    new Date(now.getTime() - 2 * 86_400_000),
  );
  return `/share/${token}`;
}
