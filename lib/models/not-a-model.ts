/** Why a file is no model that can be kept: the fault by name, and the way out. Both are sentences. */
export class NotAModel extends Error {
  constructor(
    readonly problem: string,
    readonly remedy: string,
  ) {
    super(`${problem} ${remedy}`);
    this.name = "NotAModel";
  }
}

export const EXPORT_AGAIN = "Export it again as binary glTF 2.0 (.glb).";

export const damaged = (how: string): NotAModel =>
  new NotAModel(`The model is damaged: ${how}.`, EXPORT_AGAIN);
