import { createHash, createHmac } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { keepFile, readKeptFile } from "@/lib/attachments/file-store";
import { bucketStore } from "./bucket-store";
import { checkStore } from "./check-store";

const secretAccessKey = "a secret/with+signs";
const folder = mkdtempSync(join(tmpdir(), "framewatch-bucket-"));
const objects = new Map<string, Buffer>();
/** What the server answers next instead of doing what it is asked. */
const upsets: { status: number; body?: string; headers?: Record<string, string> }[] = [];
let asked: string[] = [];
let server: Server;
let endpoint: string;

/** A store of its own, which believes nobody whose signature it does not arrive at by itself from what came over the wire. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    asked.push(`${request.method} ${request.url}`);
    const refuse = (status: number, code: string) =>
      response.writeHead(status).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
    const upset = upsets.shift();
    if (upset) return response.writeHead(upset.status, upset.headers).end(upset.body);
    if (!isSigned(request, body)) return refuse(403, "SignatureDoesNotMatch");
    const name = request.url ?? "";
    if (!name.startsWith("/shelf/")) return refuse(404, "NoSuchBucket");
    const kept = objects.get(name);
    if (request.method === "PUT") {
      if (request.headers["transfer-encoding"]) return refuse(411, "MissingContentLength");
      objects.set(name, body);
      return response.end();
    }
    if (request.method === "DELETE") {
      objects.delete(name);
      return response.writeHead(204).end();
    }
    if (!kept) return refuse(404, "NoSuchKey");
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const part = range ? kept.subarray(Number(range[1]), Number(range[2]) + 1) : kept;
    response.writeHead(range ? 206 : 200, { "content-length": part.length }).end(part);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
  objects.clear();
});

function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const { headers, method, url } = request;
  const given =
    /^AWS4-HMAC-SHA256 Credential=KEY\/(\d{8})\/eu-north-1\/s3\/aws4_request,SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    );
  const [, day = "", names = "", signature] = given ?? [];
  const digest = createHash("sha256").update(body).digest("hex");
  const time = String(headers["x-amz-date"]);
  const fresh = Math.abs(
    Date.parse(time.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z")) - Date.now(),
  );
  if (!given || headers["x-amz-content-sha256"] !== digest || !time.startsWith(day) || !(fresh < 60_000))
    return false;
  for (const name of ["host", "x-amz-date", "x-amz-content-sha256"])
    if (!names.split(";").includes(name)) return false;
  const lines = names.split(";").map((name) => `${name}:${headers[name]}\n`);
  const canonical = `${method}\n${url}\n\n${lines.join("")}\n${names}\n${digest}`;
  const hashed = createHash("sha256").update(canonical).digest("hex");
  let key: Buffer = Buffer.from(`AWS4${secretAccessKey}`);
  for (const part of [day, "eu-north-1", "s3", "aws4_request"])
    key = createHmac("sha256", key).update(part).digest();
  const words = `AWS4-HMAC-SHA256\n${time}\n${day}/eu-north-1/s3/aws4_request\n${hashed}`;
  return createHmac("sha256", key).update(words).digest("hex") === signature;
}

const open = (more: Partial<Parameters<typeof bucketStore>[0]> = {}) =>
  bucketStore({
    endpoint,
    bucket: "shelf",
    region: "eu-north-1",
    accessKeyId: "KEY",
    secretAccessKey,
    folder,
    ...more,
  });
const read = async (opened: { body: ReadableStream<Uint8Array>; bytes: number } | null) =>
  opened && { bytes: opened.bytes, text: await text(opened.body as NodeStream<Uint8Array>) };
const streamOf = (...pieces: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(Buffer.from(piece));
      controller.close();
    },
  });

test("a content is kept, read as a whole and in parts, and removed, every request signed", async () => {
  const store = open();
  await store.put("models/a b$ü", Buffer.from("0123456789"));
  expect([...objects.keys()]).toEqual(["/shelf/models/a%20b%24%C3%BC"]);
  expect(await read(await store.open("models/a b$ü"))).toEqual({ bytes: 10, text: "0123456789" });
  expect(await read(await store.open("models/a b$ü", { start: 3, end: 5 }))).toEqual({
    bytes: 3,
    text: "345",
  });
  upsets.push({ status: 200, body: "0123456789" });
  await expect(store.open("models/a b$ü", { start: 3, end: 5 })).rejects.toThrow("does not answer ranges");
  await store.remove("models/a b$ü");
  await store.remove("models/a b$ü");
  expect(await store.open("models/a b$ü")).toBeNull();
});

test("a content of unknown length arrives whole, and leaves nothing on this machine", async () => {
  expect(await open().putStream("models/report", streamOf("one ", "two ", "three"))).toBe(13);
  expect(objects.get("/shelf/models/report")?.toString()).toBe("one two three");
  expect(readdirSync(join(folder, "sending"))).toEqual([]);
});

test("a stream that breaks off keeps nothing, and what was there before stays", async () => {
  const store = open();
  await store.put("models/report", Buffer.from("before"));
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error("Out of paper.")),
  });
  await expect(store.putStream("models/report", broken)).rejects.toThrow("Out of paper.");
  expect(objects.get("/shelf/models/report")?.toString()).toBe("before");
  expect(existsSync(join(folder, "sending", "models-report"))).toBe(false);
});

test("a wrong key, a bucket that is not there and a redirect are refused by name, and the secret is not told", async () => {
  const wrong = open({ secretAccessKey: "guessed" });
  const refusal = await wrong.put("models/x", Buffer.from("x")).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
  expect(String(refusal)).not.toMatch(/guessed|KEY/);
  await expect(open({ bucket: "nowhere" }).open("models/x")).rejects.toMatchObject({ code: "NoSuchBucket" });
  await expect(open({ bucket: "nowhere" }).remove("models/x")).rejects.toMatchObject({
    code: "NoSuchBucket",
  });
  upsets.push({ status: 307, headers: { location: `${endpoint}/shelf/models/x` } });
  await expect(open().open("models/x")).rejects.toMatchObject({ status: 307 });
  expect(asked.filter((line) => line === "GET /shelf/models/x")).toHaveLength(1);
});

test("a busy store is asked again, with the whole body", async () => {
  upsets.push({ status: 503, body: "<Code>SlowDown</Code>" });
  await open().put("models/x", Buffer.from("x"));
  expect(objects.get("/shelf/models/x")?.toString()).toBe("x");
  expect(asked).toEqual(["PUT /shelf/models/x", "PUT /shelf/models/x"]);
});

test("files go to the bucket that is configured; a start is refused where it refuses, and warned where it is away", async () => {
  vi.stubEnv("DATABASE_URL", "postgres://127.0.0.1/none");
  vi.stubEnv("FRAMEWATCH_DATA", folder);
  vi.stubEnv("S3_REGION", "eu-north-1");
  vi.stubEnv("S3_BUCKET", "shelf");
  vi.stubEnv("S3_ACCESS_KEY_ID", "KEY");
  vi.stubEnv("S3_SECRET_ACCESS_KEY", secretAccessKey);
  vi.stubEnv("S3_ENDPOINT", endpoint);
  expect(await checkStore()).toEqual([]);
  expect([...objects.keys()]).toEqual([]);
  const sha256 = createHash("sha256").update("a frame").digest("hex");
  await keepFile(sha256, Buffer.from("a frame"));
  expect([...objects.keys()]).toEqual([`/shelf/files/${sha256.slice(0, 2)}/${sha256}`]);
  expect(String(await readKeptFile(sha256))).toBe("a frame");
  expect(existsSync(join(folder, "files"))).toBe(false);
  vi.stubEnv("S3_BUCKET", "nowhere");
  await expect(checkStore()).rejects.toThrow(
    /The bucket nowhere at 127.0.0.1.* make it there, or check S3_BUCKET/,
  );
  await expect(keepFile(sha256, Buffer.from("a frame"))).rejects.toThrow(
    "nothing was changed. Send it again",
  );
  vi.stubEnv("S3_BUCKET", "shelf");
  vi.stubEnv("S3_SECRET_ACCESS_KEY", "guessed");
  await expect(checkStore()).rejects.toThrow(/does not fit the key: check S3_SECRET_ACCESS_KEY/);
  vi.stubEnv("S3_SECRET_ACCESS_KEY", secretAccessKey);
  const denied = "<Error><Code>AccessDenied</Code></Error>";
  upsets.push({ status: 403, body: denied });
  await expect(checkStore()).rejects.toThrow("let it get, put and delete objects");
  upsets.push({ status: 503 }, { status: 503 }, { status: 503 });
  expect(await checkStore()).toEqual([expect.stringContaining("cannot be reached now")]);
  vi.unstubAllEnvs();
});
