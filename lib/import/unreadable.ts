/** Why a file cannot be read at all, and the way out; both sentences are for the reader. */
export type Unreadable = {
  code:
    | "empty"
    | "too-large"
    | "too-many-rows"
    | "too-many-columns"
    | "cell-too-long"
    | "not-a-table"
    | "encoding"
    | "damaged-workbook"
    | "protected-workbook"
    | "unpacks-too-large"
    | "too-heavy"
    | "too-slow";
  problem: string;
  remedy: string;
};

/** Thrown while a file is read; `readTable` answers with its reason instead. */
export class CannotRead extends Error {
  readonly why: Unreadable;

  constructor(code: Unreadable["code"], problem: string, remedy: string) {
    super(problem);
    this.name = "CannotRead";
    this.why = { code, problem, remedy };
  }
}
