import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { StageForm } from "./stage-form";

/** Where an order comes in: a file or pasted rows, and the template for those who have neither. */
export function Start({ organisations }: { organisations: { id: string; name: string }[] }) {
  return (
    <>
      <PageTitle title="Order frames" />
      <Section
        title="Your order"
        note="It is checked as a whole first. Nothing is ordered until you confirm."
      >
        <StageForm organisations={organisations} />
      </Section>
      <Section title="Template" note="Every column we know, with two examples.">
        <div className="acts">
          <LinkButton file href="/orders/template?format=csv">
            Template, CSV
          </LinkButton>
          <LinkButton file href="/orders/template?format=xlsx">
            Template, Excel
          </LinkButton>
        </div>
      </Section>
    </>
  );
}
