import { eq } from "drizzle-orm";
import { z } from "zod";
import { organisations } from "@/db/schema";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { notPermitted, parse } from "@/lib/access/errors";

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time as HH:MM, such as 20:00.")
  .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));

/** Quiet hours as they are typed: two times of the day that differ. */
export const ownHours = z
  .object({ quiet: z.literal("own"), from: clockTime, to: clockTime })
  .refine(({ from, to }) => from !== to, {
    path: ["to"],
    message: "Quiet hours end where they begin: choose another end, or choose none.",
  });

const houseSchema = z.discriminatedUnion("quiet", [z.object({ quiet: z.literal("none") }), ownHours]);

/** When an organisation's people are not disturbed unless they say otherwise. For its admins. */
export async function saveOrganisationQuiet(
  actor: CustomerActor | ProducerActor,
  input: z.input<typeof houseSchema>,
): Promise<void> {
  if (actor.kind !== "customer" || actor.role !== "customer_admin")
    throw notPermitted("change an organisation's quiet hours");
  const wanted = parse(houseSchema, input);
  const [quietFrom, quietTo] = wanted.quiet === "own" ? [wanted.from, wanted.to] : [null, null];
  await asActor(actor, (tx) =>
    tx.update(organisations).set({ quietFrom, quietTo }).where(eq(organisations.id, actor.organisationId)),
  );
}
