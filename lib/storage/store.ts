import { env } from "@/lib/env";
import { bucketStore } from "./bucket-store";
import { diskStore } from "./disk-store";

/** A content that is there: its bytes on the way, and how many they are. */
export interface Opened {
  body: ReadableStream<Uint8Array>;
  bytes: number;
}

/** Both ends included, counted from 0. */
export interface Part {
  start: number;
  end: number;
}

/** Where contents lie, each under a name such as `files/ab/abc…`: made by the app, never by whoever sent the content. */
export interface Store {
  /** Keeps a content: a crash or a lost connection leaves all of it or nothing. What had the name before is replaced. */
  put(name: string, content: Uint8Array): Promise<void>;
  /** The same for a content that is still being made; answers how many bytes it had. */
  putStream(name: string, content: ReadableStream<Uint8Array>): Promise<number>;
  /** A content or a part of it; null where there is none. */
  open(name: string, part?: Part): Promise<Opened | null>;
  /** Takes a content away; one that is not there is no fault. */
  remove(name: string): Promise<void>;
}

/** The store this installation is set up with: a bucket where `S3_…` names one, otherwise `FRAMEWATCH_DATA` on this disk. */
export function store(): Store {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION, FRAMEWATCH_DATA } =
    env();
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    return diskStore(FRAMEWATCH_DATA);
  return bucketStore({
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    folder: FRAMEWATCH_DATA,
  });
}
