import { Confirm } from "@/app/(portal)/_parts/confirm";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApiTokenLine } from "@/lib/auth/api-tokens";
import { revokeTokenForm } from "./token-actions";

const SOON = 14 * 86_400_000;

/** API tokens, each with its use, its end and the way to end it now; with whose it is where several people's are listed. */
export function TokenList({
  tokens,
  zone,
  now,
}: {
  tokens: readonly (ApiTokenLine & { owner?: string })[];
  zone: string;
  now: Date;
}) {
  return (
    <ul className="mb-6 max-w-[560px]">
      {tokens.map(({ id, name, owner, createdAt, lastUsedAt, expiresAt }) => (
        <li key={id} className="flex min-h-(--tap) items-center gap-4 border-b border-(--rule) py-2">
          <span className="small min-w-0 flex-1 wrap-anywhere">
            <b>{name}</b>
            {owner ? `, ${owner}` : null}
            <span className="quiet block">
              Made <RelativeTime at={createdAt} now={now} zone={zone} />
            </span>
            <span className="quiet block">
              {lastUsedAt ? (
                <>
                  Last used <RelativeTime at={lastUsedAt} now={now} zone={zone} />
                </>
              ) : (
                "Not used yet"
              )}
            </span>
            <End expiresAt={expiresAt} zone={zone} now={now} />
          </span>
          <Confirm
            small
            trigger="Revoke…"
            title={`Revoke “${name}”?`}
            submit="Revoke"
            action={revokeTokenForm}
            hidden={{ token: id }}
          >
            The program that uses it is refused at once. It cannot be brought back
            {owner ? `; ${owner} can make a new one` : "; you can make a new one"}.
          </Confirm>
        </li>
      ))}
    </ul>
  );
}

function End({ expiresAt, zone, now }: { expiresAt: Date | null; zone: string; now: Date }) {
  if (!expiresAt) return <span className="risk block">Has no end</span>;
  const ended = expiresAt <= now;
  const soon = expiresAt.getTime() - now.getTime() < SOON;
  return (
    <span className={`block ${ended ? "late" : soon ? "risk" : "quiet"}`}>
      {ended ? "Ended" : "Ends"} <RelativeTime at={expiresAt} now={now} zone={zone} />
    </span>
  );
}
