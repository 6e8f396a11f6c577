import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { ConfigurationError, env } from "@/lib/env";
import { BucketRefused } from "./call-bucket";
import { store } from "./store";

/**
 * Keeps, reads and removes something small, as the app will, where a bucket is configured. Throws ConfigurationError
 * where the bucket refuses, which a person has to change; that it is away at the moment is a warning, a line.
 */
export async function checkStore(): Promise<string[]> {
  const { S3_ENDPOINT, S3_BUCKET } = env();
  if (!S3_ENDPOINT) return [];
  const name = `check/${randomUUID()}`;
  try {
    await store().put(name, Buffer.from(name));
    const kept = await store().open(name);
    if (!kept || (await text(kept.body as NodeStream<Uint8Array>)) !== name)
      throw new ConfigurationError(
        `The bucket ${S3_BUCKET} at ${S3_ENDPOINT} did not give back what was kept.`,
      );
    await store().remove(name);
    return [];
  } catch (error) {
    if (error instanceof BucketRefused && error.status < 500)
      throw new ConfigurationError(`${error.message} ${wayOut(error)}`);
    if (error instanceof ConfigurationError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    return [
      `The file store at ${S3_ENDPOINT} cannot be reached now (${why}): files cannot be kept or opened until it can.`,
    ];
  }
}

/** What a person has to change, by the store's own word for why it refused. */
function wayOut({ code, status }: BucketRefused): string {
  switch (code) {
    case "InvalidAccessKeyId":
      return "It does not know this key: check S3_ACCESS_KEY_ID.";
    case "SignatureDoesNotMatch":
      return "The secret does not fit the key: check S3_SECRET_ACCESS_KEY, and S3_REGION.";
    case "NoSuchBucket":
      return "It has no bucket of this name: make it there, or check S3_BUCKET.";
    case "AccessDenied":
    case "AllAccessDisabled":
      return "The key may not do this: let it get, put and delete objects of the bucket.";
    case "AuthorizationHeaderMalformed":
    case "PermanentRedirect":
    case "TemporaryRedirect":
      return "The bucket is in another region: check S3_REGION and S3_ENDPOINT.";
    case "RequestTimeTooSkewed":
      return "The clocks differ too much: set the clock of this machine.";
    default:
      return status >= 300 && status < 400
        ? "It points elsewhere: check S3_ENDPOINT and S3_REGION."
        : "Check S3_ENDPOINT, S3_REGION, S3_BUCKET and the key.";
  }
}
