import { addComment } from "@/lib/comments/write-comment";
import { answerTicket } from "@/lib/support/answer-ticket";
import { openTicket } from "@/lib/support/open-ticket";
import { raiseFlags } from "@/lib/validation/flags";
import type { Story } from "./story";

/** What was said about variants that are being modelled: a quality flag, comments, a ticket that was answered and one that waits for it. */
export async function tellTalk(story: Story, modelled: readonly string[]): Promise<void> {
  const { staff, customer } = story;
  const [flagged, commented] = [modelled.slice(0, 2), modelled.at(2) ?? ""];
  await raiseFlags(
    staff,
    {
      variantIds: flagged,
      kind: "material",
      severity: "minor",
      blocking: false,
      words: "The grain of the acetate is coarser than on the reference photo.",
    },
    story.ago(1.8),
  );
  const on = { on: "variant", id: commented } as const;
  await addComment(
    staff,
    { ...on, words: "@Anna Brandt the lens tint lies between your two samples. We took the lighter one." },
    story.ago(1.7),
  );
  await addComment(
    staff,
    { ...on, words: "Tint 23 from the library, until the customer says otherwise.", internal: true },
    story.ago(1.6),
  );
  await addComment(customer, { ...on, words: "The lighter one is right, thank you." }, story.ago(1.1));
  const { ticketId } = await openTicket(
    customer,
    {
      variantIds: [...flagged],
      subject: "Can the grain be matched?",
      words: "We saw the flag on these two. Is there a finer acetate, and would it move the date?",
    },
    [],
    story.ago(1.2),
  );
  await answerTicket(
    staff,
    { ticketId, words: "There is, and it would not move the date. Shall we change both?" },
    [],
    story.ago(0.7),
  );
  await openTicket(
    customer,
    {
      variantIds: [commented],
      subject: "A photo of the lighter tint?",
      words: "Could you send a photo of it in daylight before you freeze the model?",
    },
    [],
    story.ago(0.4),
  );
}
