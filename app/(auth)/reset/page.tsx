import type { Metadata } from "next";
import { env } from "@/lib/env";
import { Enter, EnterSection } from "../enter";
import { RequestForm } from "./request-form";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ResetPage() {
  return (
    <Enter title="Choose a new password.">
      <EnterSection title="Ask for a link">
        <RequestForm sendsMail={env().SMTP_URL !== undefined} />
      </EnterSection>
    </Enter>
  );
}
