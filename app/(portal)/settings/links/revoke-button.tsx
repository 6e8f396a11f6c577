import { Confirm } from "../../_parts/confirm";
import { revokeLink } from "./revoke-link";

/** Ends a link after asking, since nothing brings it back. */
export function RevokeLink({ linkId, label }: { linkId: string; label: string }) {
  return (
    <Confirm
      plain
      small
      trigger="Revoke…"
      title={`Revoke “${label}”?`}
      submit="Revoke"
      action={revokeLink}
      hidden={{ link: linkId }}
    >
      Whoever has it sees at once that it was withdrawn, also in the middle of a download. It cannot be
      brought back; you can make a new one.
    </Confirm>
  );
}
