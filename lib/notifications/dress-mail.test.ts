import { describe, expect, test } from "vitest";
import { dressMail } from "./dress-mail";
import { mailText } from "./templates";

const link = "https://frames.example/invite/abc?x=1&y=2";
const invitation = (over: Partial<Record<"name" | "invitedBy" | "to", string>>) =>
  mailText("invite", {
    invitationId: "1",
    organisationId: "2",
    name: "Tom",
    invitedBy: "Anna Brandt",
    to: "Halden",
    ...over,
  });

describe("a mail", () => {
  test("says the same in text and in HTML, with its link in both", () => {
    const { subject, text, html } = dressMail(invitation({}), link);
    expect(subject).toBe("Anna Brandt invites you to Halden on Framewatch");
    expect(text).toContain(`Accept the invitation:\n${link}\n`);
    expect(html).toContain('href="https://frames.example/invite/abc?x=1&amp;y=2"');
    expect(html).toContain("color-scheme");
  });

  test("shows names as they are written, whatever they are made of", () => {
    const { html } = dressMail(
      invitation({ name: '<img src=x onerror="alert(1)">', to: "Müller & Söhne" }),
      link,
    );
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(html).toContain("Müller &amp; Söhne");
  });

  test("begins with how far something is, the same in text and in the bar", () => {
    const none = { production: 0, hold: 0, ready: 0, validated: 0, attention: 0, cancelled: 0 };
    const head = {
      name: "<Nike> 2024",
      percent: 45,
      caption: "Complete (45/100 variants)",
      buckets: { ...none, validated: 45, production: 55 },
    };
    const weekly = {
      organisationId: "1",
      subscriptionId: "2",
      by: "Nike",
      title: "t",
      sections: [],
      path: "/",
      file: null,
    };
    const { text, html } = dressMail(mailText("weekly_report", { ...weekly, head }), null);
    expect(
      text.startsWith("<Nike> 2024\n45% Complete (45/100 variants)\nValidated 45 · In Production 55\n\n"),
    ).toBe(true);
    expect(html).toContain("&lt;Nike&gt; 2024</h1>");
    expect(html.match(/width="(45|55)\.00%"/g)).toHaveLength(2);
    expect(html).not.toMatch(/NaN|On Hold/);
    const empty = dressMail(
      mailText("weekly_report", { ...weekly, head: { ...head, percent: null, buckets: none } }),
      null,
    );
    expect(empty.html).not.toContain("<table");
  });

  test("keeps its subject on one line, so that no header can be slipped in", () => {
    const { subject } = dressMail(invitation({ invitedBy: "Eve\r\nBcc: all@b.example\u2028" }), link);
    expect(subject).toBe("Eve Bcc: all@b.example  invites you to Halden on Framewatch");
  });
});
