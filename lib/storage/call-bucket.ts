import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { encodePath, type Signer, sha256, signRequest } from "./sign-request";

/** A bucket and the key to it, as the operator configured them (contract.md, `S3_…`). */
export interface Bucket extends Signer {
  endpoint: string;
  bucket: string;
}

/** The store answered, and would not. `code` is its own word for why, such as `SignatureDoesNotMatch`. */
export class BucketRefused extends Error {
  override name = "BucketRefused";
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
  ) {
    super(message);
  }
}

export interface Answered {
  status: number;
  body: IncomingMessage;
}

/** A body that can be read again, should it have to be sent again. */
export interface SentBody {
  bytes: number;
  /** SHA-256, in hex. */
  digest: string;
  read: () => Readable;
}

const agents = {
  "http:": new PlainAgent({ keepAlive: true }),
  "https:": new SecureAgent({ keepAlive: true }),
};
const emptyDigest = sha256("");
/** Before it is tried again, in ms: a store that is busy, or a kept connection that had ended. */
const pauses = [200, 1_000];
/** How long the store may be silent before it answers, in ms. */
const patience = 30_000;

/**
 * One signed request for an object, path-style, which every S3-compatible store understands. The address is the
 * operator's own, so it may be a private one; redirects are not followed. Answers whatever the store says; throws when
 * it says nothing.
 */
export async function callBucket(
  bucket: Bucket,
  method: "GET" | "PUT" | "DELETE",
  name: string,
  sent: { headers?: Record<string, string>; body?: SentBody } = {},
): Promise<Answered> {
  for (let attempt = 0; ; attempt += 1) {
    const pause = pauses[attempt];
    try {
      const answer = await callOnce(bucket, method, name, sent);
      if (answer.status < 500 || pause === undefined) return answer;
      answer.body.resume();
    } catch (error) {
      if (pause === undefined) throw error;
    }
    await wait(pause);
  }
}

async function callOnce(
  bucket: Bucket,
  method: string,
  name: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: SentBody },
): Promise<Answered> {
  const base = new URL(bucket.endpoint);
  const path = `${base.pathname.replace(/\/+$/, "")}/${encodePath(`${bucket.bucket}/${name}`)}`;
  const url = new URL(path, base);
  const signed = signRequest(bucket, {
    method,
    url,
    headers: body ? { ...headers, "content-length": String(body.bytes) } : headers,
    payload: body?.digest ?? emptyDigest,
    at: new Date(),
  });
  const isSecure = url.protocol === "https:";
  const request = (isSecure ? secureRequest : plainRequest)(url, {
    method,
    headers: signed,
    agent: agents[isSecure ? "https:" : "http:"],
    timeout: patience,
  });
  const answered = new Promise<Answered>((resolve, reject) => {
    request.once("response", (answer) => {
      // From here on a slow reader may keep the connection quiet.
      request.setTimeout(0);
      resolve({ status: answer.statusCode ?? 0, body: answer });
    });
    request.once("timeout", () => request.destroy(new Error(`${url.host} did not answer.`)));
    request.once("error", reject);
  });
  if (!body) request.end();
  // A store that refuses early stops reading: then its answer says more than the broken way to it.
  else await Promise.all([answered, pipeline(body.read(), request).catch(() => answered)]);
  return answered;
}

const mostRead = 8_192;

/** What a refused request was refused for, from the store's answer; of its words only the code is taken. */
export async function refusalOf({ bucket, endpoint }: Bucket, answer: Answered): Promise<BucketRefused> {
  let text = "";
  answer.body.setEncoding("utf8");
  for await (const piece of answer.body) {
    text += piece as string;
    if (text.length > mostRead) break;
  }
  const code = /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(text)?.[1] ?? "";
  const why = code ? `${code}, ${answer.status}` : String(answer.status);
  return new BucketRefused(
    `The bucket ${bucket} at ${new URL(endpoint).host} refused (${why}).`,
    answer.status,
    code,
  );
}
