import { createHash, createHmac } from "node:crypto";

/** Who signs, and for which region of which store. */
export interface Signer {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/**
 * The headers that make a request to S3-compatible storage a signed one: those given, with date and payload digest, and
 * `authorization` over all of them. `url` has no query and its path is encoded as S3 wants it (`encodePath`).
 * Source: AWS Signature Version 4, "Authenticating Requests: Using the Authorization Header".
 */
export function signRequest(
  { region, accessKeyId, secretAccessKey }: Signer,
  request: {
    method: string;
    url: URL;
    headers: Readonly<Record<string, string>>;
    /** SHA-256 of the body, in hex. */
    payload: string;
    at: Date;
  },
): Record<string, string> {
  const { method, url, payload, at } = request;
  const time = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const headers: Record<string, string> = {
    ...request.headers,
    host: url.host,
    "x-amz-content-sha256": payload,
    "x-amz-date": time,
  };
  const names = Object.keys(headers).sort();
  const signed = names.join(";");
  const canonical = [
    method,
    url.pathname,
    "",
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    "",
    signed,
    payload,
  ].join("\n");
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  const signature = hmac(key, toSign).toString("hex");
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},SignedHeaders=${signed},Signature=${signature}`,
  };
}

/** A path with everything but unreserved letters escaped, its slashes kept. */
export const encodePath = (path: string): string =>
  path
    .split("/")
    .map((part) =>
      encodeURIComponent(part).replace(
        /[!'()*]/g,
        (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join("/");

/** The digest of a body, in hex. */
export const sha256 = (body: string | Uint8Array): string => createHash("sha256").update(body).digest("hex");

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
