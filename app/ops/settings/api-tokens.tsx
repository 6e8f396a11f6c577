import { Confirm } from "@/app/(portal)/_parts/confirm";
import { Section } from "@/components/shell/section";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApiTokenLine } from "@/lib/auth/api-tokens";
import { MakeToken } from "./make-token";
import { revokeTokenForm } from "./token-actions";

/** One's own API tokens: what there are, their end, and a new one. */
export function ApiTokens({
  tokens,
  address,
  zone,
  now,
}: {
  tokens: readonly ApiTokenLine[];
  /** The public address of this house. */
  address: string;
  zone: string;
  now: Date;
}) {
  return (
    <Section
      title="API tokens"
      note="Let a program send models for you. It may what you may, until you revoke the token."
    >
      <div>
        {tokens.length > 0 ? (
          <ul className="mb-6 max-w-[560px]">
            {tokens.map(({ id, name, createdAt, lastUsedAt }) => (
              <li key={id} className="flex min-h-(--tap) items-center gap-4 border-b border-(--rule) py-2">
                <span className="small min-w-0 flex-1 wrap-anywhere">
                  <b>{name}</b>
                  <span className="quiet block">
                    Made <RelativeTime at={createdAt} now={now} zone={zone} />,{" "}
                    {lastUsedAt ? (
                      <>
                        last used <RelativeTime at={lastUsedAt} now={now} zone={zone} />
                      </>
                    ) : (
                      "not used yet"
                    )}
                  </span>
                </span>
                <Confirm
                  small
                  trigger="Revoke…"
                  title={`Revoke “${name}”?`}
                  submit="Revoke"
                  action={revokeTokenForm}
                  hidden={{ token: id }}
                >
                  The program that uses it is refused at once. It cannot be brought back; you can make a new
                  one.
                </Confirm>
              </li>
            ))}
          </ul>
        ) : null}
        <MakeToken />
        <details className="mt-6 max-w-[560px]">
          <summary>How a program sends a model</summary>
          <p className="small mt-2">
            By the order’s number and the variant’s SKU, with the binary glTF 2.0 file (.glb) as the body. The
            same file again makes no new version.
          </p>
          <pre className="small mt-2 overflow-x-auto">
            <code>{`curl -T KE-0001.glb -H "Authorization: Bearer $TOKEN" \\
  "${address}/api/v1/orders/ORD-2026-00042/variants/KE-0001/model"`}</code>
          </pre>
        </details>
      </div>
    </Section>
  );
}
