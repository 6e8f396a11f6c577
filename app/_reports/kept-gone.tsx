import { PageTitle } from "@/components/shell/page-title";
import { LinkButton } from "@/components/ui/button";

/** Where a kept report was, or one that somebody else asked for. */
export function KeptGone({ home }: { home: string }) {
  return (
    <>
      <PageTitle title="This report is not kept any more." />
      <p>
        A long report is kept for a week, for whoever asked for it. Ask for it again, with today’s figures.
      </p>
      <div className="acts mt-5">
        <LinkButton primary href={home}>
          Go to the reports
        </LinkButton>
      </div>
    </>
  );
}
