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

  test("keeps its subject on one line, so that no header can be slipped in", () => {
    const { subject } = dressMail(invitation({ invitedBy: "Eve\r\nBcc: all@b.example\u2028" }), link);
    expect(subject).toBe("Eve Bcc: all@b.example  invites you to Halden on Framewatch");
  });
});
