import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Answered, type Bucket, BucketRefused, callBucket, refusalOf } from "./call-bucket";
import { streamToFile } from "./disk-store";
import { sha256 } from "./sign-request";
import type { Part, Store } from "./store";

/**
 * Contents as objects of a bucket of S3-compatible storage. An object appears when all of it has arrived and its digest
 * fits, so that a name never stands for half a content. One PUT takes 5 GB, a hundred times the largest model, so nothing
 * is sent in parts; a GET answers size and absence by itself, so nothing is asked for by HEAD before. `folder` holds what is still being made. Throws BucketRefused.
 */
export function bucketStore(bucket: Bucket & { folder: string }): Store {
  async function send(
    ...given: Parameters<typeof callBucket> extends [Bucket, ...infer Rest] ? Rest : never
  ) {
    const answer = await callBucket(bucket, ...given);
    if (answer.status >= 300) throw await refusalOf(bucket, answer);
    answer.body.resume();
  }
  return {
    put: (name, content) =>
      send("PUT", name, {
        body: { bytes: content.length, digest: sha256(content), read: () => Readable.from([content]) },
      }),
    async putStream(name, content) {
      const folder = join(bucket.folder, "sending");
      await mkdir(folder, { recursive: true });
      // Always the same for a name, so that what a killed process left is written over.
      const path = join(folder, name.replaceAll("/", "-"));
      try {
        await streamToFile(content, path);
        const { size: bytes } = await stat(path);
        await send("PUT", name, {
          body: { bytes, digest: await digestOf(path), read: () => createReadStream(path) },
        });
        return bytes;
      } finally {
        await rm(path, { force: true });
      }
    },
    async open(name, part) {
      const answer = await callBucket(bucket, "GET", name, { headers: part ? rangeOf(part) : {} });
      const bytes = Number(answer.body.headers["content-length"]);
      // Some answer a part that is the whole as the whole.
      const isAsked = answer.status === 200 && (!part || (part.start === 0 && part.end === bytes - 1));
      if (answer.status === 206 || isAsked)
        return { body: Readable.toWeb(answer.body) as ReadableStream<Uint8Array>, bytes };
      if (part && answer.status === 200) {
        answer.body.destroy();
        throw new BucketRefused(`The bucket ${bucket.bucket} does not answer ranges.`, 200, "NoRanges");
      }
      const refusal = await refusalOf(bucket, answer);
      if (isAbsent(answer, refusal.code)) return null;
      throw refusal;
    },
    async remove(name) {
      const answer = await callBucket(bucket, "DELETE", name);
      const refusal = answer.status >= 300 ? await refusalOf(bucket, answer) : null;
      if (refusal && !isAbsent(answer, refusal.code)) throw refusal;
      answer.body.resume();
    },
  };
}

const rangeOf = ({ start, end }: Part) => ({ range: `bytes=${start}-${end}` });

/** A bucket that is not there answers 404 too, and that is no content that is missing. */
const isAbsent = ({ status }: Answered, code: string) => status === 404 && code !== "NoSuchBucket";

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
