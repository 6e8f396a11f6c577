import type { ReactNode } from "react";
import type { FormAnswer } from "./form-answer";

/** Says beside the button that it was done. */
export function Saved({ answer, children }: { answer: FormAnswer; children: ReactNode }) {
  return (
    <span role="status" className="small quiet empty:absolute">
      {answer?.done ? children : null}
    </span>
  );
}
