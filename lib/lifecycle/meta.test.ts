import { describe, expect, it } from "vitest";
import { machine } from "./machine";
import { META } from "./meta";
import { BUCKET_LABELS, DEPARTMENT_LABELS, PLACES, STATES, type State } from "./states";

/** The seed's table "Understanding Production States", copied word for word. */
const SEED = `
| Pending Analysis | Order received; team analyzing SKUs | 1-2 business days |
| Analysis Complete | Feasibility confirmed; production can begin | Next phase starts |
| Processing Addition | Adding variant to production queue | 1-2 business days |
| Batch Created | Variant assigned to production batch | Production starts |
| Working 3D Assets | 3D modeling in progress | 2-5 business days (varies) |
| Freezing Time | Final model review and optimization | 1-2 business days |
| Quote Requested | Production estimated; awaiting quote approval | Awaiting your confirmation |
| Quote Sent | Quotation delivered; awaiting your response | You accept/reject |
| Quote Accepted | You've approved the quote; production starts | Production begins |
| Quote Rejected | You declined; production paused | Need to reorder or revise |
| Completed | 3D model ready for validation | Model appears in Frame Validation |
| Cancelled | Order cancelled by request | Variants won't be created |
| Error | Technical issue encountered | May need to reorder |
`;

/** Typed from domain.md, "The 13 states". */
const DOMAIN = `
| pending_analysis | 1–2 | In Production | producer | Analysis |
| analysis_complete | 0–1 | In Production | producer | Planning |
| processing_addition | 1–2 | In Production | producer | Planning |
| batch_created | 0–1 | In Production | producer | Planning |
| working_3d_assets | 2–5 | In Production | producer | 3D Modelling |
| freezing_time | 1–2 | In Production | producer | Quality |
| quote_requested | 0–1 | On Hold | producer | Commercial |
| quote_sent | reminder after 2 | On Hold | customer | Customer |
| quote_accepted | 0–1 | In Production | producer | Planning |
| quote_rejected | reminder after 5 | On Hold | customer | Customer |
| completed | reminder after 3 | Ready for Review | customer | Customer |
| cancelled | – | Cancelled | none | – |
| error | 0–1 | Needs attention | producer | Support |
`;

const lines = (table: string) => table.trim().split("\n");

function daysOf(state: State): string {
  const { limit } = META[state];
  if (limit === null) return "–";
  return limit.reminder === null ? `${limit.low}–${limit.high}` : `reminder after ${limit.reminder}`;
}

describe("the words and figures of the states", () => {
  it("are the seed's, in the seed's order", () => {
    const ours = STATES.map(
      (state) => `| ${META[state].label} | ${META[state].meaning} | ${META[state].expect} |`,
    );
    expect(ours).toEqual(lines(SEED));
  });

  it("carry the limits, buckets, turns and departments of domain.md", () => {
    const ours = STATES.map((state) => {
      const { bucket, turn, department } = META[state];
      const who = department ? DEPARTMENT_LABELS[department] : "–";
      return `| ${state} | ${daysOf(state)} | ${BUCKET_LABELS[bucket]} | ${turn} | ${who} |`;
    });
    expect(ours).toEqual(lines(DOMAIN));
  });

  it("take a validated variant off everybody's clock, in a bucket of its own", () => {
    expect(META.validated).toMatchObject({
      label: "Validated",
      bucket: "validated",
      turn: "none",
      limit: null,
    });
  });

  it("tell the customer that a requested quote is being prepared", () => {
    expect(META.quote_requested.customerWords).toBe("We are preparing your quote");
  });

  it("hang on the machine itself, so that screens cannot drift from it", () => {
    const nodes = Object.values(machine.states).flatMap((node) => [node, ...Object.values(node.states)]);
    const metas = nodes.flatMap((node) => (node.meta ? [node.meta] : []));
    expect(new Set(metas)).toEqual(new Set(PLACES.map((place) => META[place])));
    expect(metas).toHaveLength(PLACES.length);
  });
});
