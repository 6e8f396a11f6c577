import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mails, users } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { queueMail } from "@/lib/events/queue-mail";
import { isResetOpen, requestReset } from "@/lib/people/reset-password";
import { listMails, readMail } from "./mailbox";
import { sendDueMails } from "./send-due-mails";
import { here, inMinutes, makeAdmin, makeOrganisation, now, openHouse, system } from "./testing";
import { Postbox, readable } from "./testing-postbox";

const postbox = new Postbox();
let closeHouse: () => Promise<void>;
let recipient: string;
let admin: Awaited<ReturnType<typeof makeAdmin>>;

beforeAll(async () => {
  closeHouse = await openHouse();
  admin = await makeAdmin();
  recipient = (await makeOrganisation(admin, "customer_admin")).people[0]!.email;
});

afterAll(async () => {
  postbox.close();
  delete process.env.SMTP_URL;
  await closeHouse();
});

const kept = async () => asActor(system, (tx) => tx.select().from(mails).orderBy(mails.id));

describe("mails", () => {
  test("without a mail server wait for the administrator, who reads them with the link masked", async () => {
    await requestReset({ email: recipient }, here);
    expect(await sendDueMails(now)).toEqual({ sent: 0, failed: 0 });
    const { mails: lines } = await listMails(admin);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ recipient, sentAt: null, attempts: 0 });
    const { text, hasLink } = await readMail(admin, lines[0]!.id);
    expect(hasLink).toBe(true);
    expect(text).toContain("••••");
    expect(text).not.toContain("/reset/");
    await expect(listMails({ kind: "ops", userId: admin.userId })).rejects.toThrow("may not");
  });

  test("that a server refuses are tried again, later and later, under the same Message-ID", async () => {
    process.env.SMTP_URL = `smtp://127.0.0.1:${await postbox.listen()}`;
    postbox.refuses = true;
    expect(await sendDueMails(now)).toEqual({ sent: 0, failed: 1 });
    expect(await sendDueMails(inMinutes(1))).toEqual({ sent: 0, failed: 0 });
    const [mail] = await kept();
    expect(mail).toMatchObject({ attempts: 1, sentAt: null });
    expect(mail?.failure).toContain("come again later");
    expect(mail?.failure).not.toContain("http");

    postbox.refuses = false;
    expect(await sendDueMails(inMinutes(3))).toEqual({ sent: 1, failed: 0 });
    expect(postbox.received).toHaveLength(1);
    expect(postbox.received[0]).toContain(`Message-ID: <${mail!.id}@frames.example>`);
    expect((await kept())[0]).toMatchObject({ sentAt: inMinutes(3), failure: null });
  });

  test("carry a link that works, which the database does not hold", async () => {
    const link = /https:\/\/frames\.example\/reset\/([\w-]{43})/.exec(readable(postbox.received[0]!));
    expect(await isResetOpen(link![1]!, now)).toBe(true);
    expect(JSON.stringify(await kept())).not.toContain(link![1]);
  });

  test("leave once, however many senders look for them at the same time", async () => {
    postbox.received.length = 0;
    await asActor(system, async (tx) => {
      for (let index = 0; index < 45; index += 1)
        await queueMail(tx, {
          template: "password_changed",
          recipient: `p${index}@b.example`,
          data: { name: "P" },
        });
    });
    const sent = await Promise.all(Array.from({ length: 4 }, () => sendDueMails(new Date())));
    expect(sent.reduce((sum, each) => sum + each.sent, 0)).toBe(45);
    const ids = postbox.received.map((message) => /Message-ID: (\S+)/.exec(message)![1]);
    expect(new Set(ids).size).toBe(45);
    expect(ids).toHaveLength(45);
  });

  test("of a sender that died are taken over when its lease is over", async () => {
    const at = new Date();
    const id = await asActor(system, (tx) =>
      queueMail(tx, { template: "password_changed", recipient, data: { name: "P" } }),
    );
    const lease = new Date(at.getTime() + 5 * 60_000);
    await asActor(system, (tx) =>
      tx.update(mails).set({ leasedUntil: lease, attempts: 1 }).where(eq(mails.id, id)),
    );
    expect(await sendDueMails(at)).toEqual({ sent: 0, failed: 0 });
    expect(await sendDueMails(new Date(lease.getTime() + 1))).toEqual({ sent: 1, failed: 0 });
  });

  test("whose subject is over do not leave", async () => {
    postbox.received.length = 0;
    const { people } = await makeOrganisation(admin, "customer_admin");
    const { email, userId } = people[0]!;
    await requestReset({ email }, here);
    await asActor(system, (tx) => tx.update(users).set({ disabledAt: now }).where(eq(users.id, userId)));
    await sendDueMails(new Date());
    expect(postbox.received).toHaveLength(0);
    expect((await kept()).at(-1)?.failure).toContain("switched off");
  });
});
