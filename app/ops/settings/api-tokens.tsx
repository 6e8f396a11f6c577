import { Section } from "@/components/shell/section";
import type { ApiTokenLine } from "@/lib/auth/api-tokens";
import { MakeToken } from "./make-token";
import { TokenList } from "./token-list";

/** One's own API tokens, and a new one. */
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
      note="Let a program send models for you. It may what you may, until the token ends or you revoke it."
    >
      <div>
        {tokens.length > 0 ? <TokenList tokens={tokens} zone={zone} now={now} /> : null}
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
