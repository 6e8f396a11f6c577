import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { pushSubscriptions } from "@/db/schema";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { notFound, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { checkTarget, OutboundRefused } from "@/lib/outbound/request";

type Reader = CustomerActor | ProducerActor;

const keyOf = (bytes: number, name: string) =>
  z
    .string()
    .max(200)
    .refine((text) => Buffer.from(text, "base64url").length === bytes, `The browser's ${name} is not whole.`);

const subscriptionSchema = z.object({
  endpoint: z.string().max(2_000),
  p256dh: keyOf(65, "key"),
  auth: keyOf(16, "secret"),
  /** What the browser calls itself. */
  browser: z.string().max(400).default(""),
});

/** A browser as its owner tells it from others. */
export interface SubscriptionLine {
  id: string;
  browser: string;
  createdAt: Date;
  lastSentAt: Date | null;
}

/** How many browsers one person may let us send to. */
const mostOf = 20;

/**
 * Keeps a browser that its person let us send to. Throws a Refusal: `invalid` where its push service is at no public
 * https address, `not_possible` after 20 browsers. A browser that is kept already is taken over, keys and all.
 */
export async function subscribe(actor: Reader, input: z.input<typeof subscriptionSchema>): Promise<void> {
  const { endpoint, p256dh, auth, browser } = parse(subscriptionSchema, input);
  try {
    checkTarget(endpoint);
  } catch (error) {
    if (!(error instanceof OutboundRefused)) throw error;
    throw new Refusal("invalid", `The browser's push service cannot be used. ${error.message}`);
  }
  await asActor(actor, async (tx) => {
    const own = await tx.select({ id: pushSubscriptions.id }).from(pushSubscriptions);
    if (own.length >= mostOf)
      throw new Refusal("not_possible", `You let us send to ${mostOf} browsers already. Take one out first.`);
  });
  // Whoever sits at the browser now: a person who signed in after another takes its subscription over.
  await asActor({ kind: "system", job: "push" }, async (tx) => {
    const row = { userId: actor.userId, p256dh, auth, browser: browserName(browser) };
    await tx
      .insert(pushSubscriptions)
      .values({ id: newId(), endpoint, ...row })
      .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: row });
  });
}

/** Takes a browser of one's own out. Throws *not found*. */
export async function unsubscribeBrowser(actor: Reader, input: { id: string }): Promise<void> {
  const { id } = parse(z.object({ id: idSchema }), input);
  const gone = await asActor(actor, (tx) =>
    tx
      .delete(pushSubscriptions)
      .where(and(eq(pushSubscriptions.id, id), eq(pushSubscriptions.userId, actor.userId)))
      .returning({ id: pushSubscriptions.id }),
  );
  if (gone.length === 0) throw notFound("That browser");
}

/** One's own browsers, the newest first. */
export function listSubscriptions(actor: Reader): Promise<SubscriptionLine[]> {
  return asActor(
    actor,
    (tx) =>
      tx
        .select({
          id: pushSubscriptions.id,
          browser: pushSubscriptions.browser,
          createdAt: pushSubscriptions.createdAt,
          lastSentAt: pushSubscriptions.lastSentAt,
        })
        .from(pushSubscriptions)
        .where(eq(pushSubscriptions.userId, actor.userId))
        .orderBy(desc(pushSubscriptions.createdAt)),
    { readOnly: true },
  );
}

const BROWSERS = [
  ["Edg/", "Edge"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"] as const;

/** "Firefox on Linux", from what a browser sends as its name. */
function browserName(agent: string): string {
  const browser = BROWSERS.find(([mark]) => agent.includes(mark))?.[1] ?? "A browser";
  const system = SYSTEMS.find((mark) => agent.includes(mark));
  return system ? `${browser} on ${system}` : browser;
}
