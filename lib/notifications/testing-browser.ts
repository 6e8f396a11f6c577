import { createDecipheriv, createECDH, hkdfSync, type JsonWebKey, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** What a push service was handed. */
export interface Handed {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A push service and a browser behind it, which reads what is pushed as RFC 8291 says. */
export async function startBrowser() {
  const own = createECDH("prime256v1");
  own.generateKeys();
  const auth = randomBytes(16);
  const handed: Handed[] = [];
  const answers = { status: 201, location: "" };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      handed.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts) });
      const headers = answers.location ? { location: answers.location } : {};
      response.writeHead(answers.status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    handed,
    answers,
    keys: { p256dh: own.getPublicKey("base64url"), auth: auth.toString("base64url") },
    close: () => new Promise((resolve) => server.close(resolve)),
    read: (body: Buffer) => decrypt(body, own.getPublicKey(), auth, (theirs) => own.computeSecret(theirs)),
  };
}

function decrypt(body: Buffer, ours: Buffer, auth: Buffer, share: (theirs: Buffer) => Buffer): string {
  const salt = body.subarray(0, 16);
  const theirs = body.subarray(21, 21 + body.readUInt8(20));
  const sealed = body.subarray(21 + theirs.length);
  const derive = (secret: Uint8Array, by: Uint8Array, info: Uint8Array, length: number) =>
    Buffer.from(hkdfSync("sha256", secret, by, info, length));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ours, theirs]);
  const secret = derive(share(theirs), auth, info, 32);
  const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createDecipheriv("aes-128-gcm", key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString("utf8");
}

/** What a push is signed for and by whom; throws where the signature does not hold (RFC 8292). */
export function readVapid(authorization: string): { aud: string; sub: string; key: string } {
  const [, token = "", key = ""] = /^vapid t=(\S+), k=(\S+)$/.exec(authorization) ?? [];
  const [head = "", claims = "", seal = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const jwk: JsonWebKey = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const signed = Buffer.from(`${head}.${claims}`);
  const by = { key: jwk, format: "jwk", dsaEncoding: "ieee-p1363" } as const;
  if (!verify("sha256", signed, by, Buffer.from(seal, "base64url")))
    throw new Error("The signature does not hold.");
  return { ...JSON.parse(Buffer.from(claims, "base64url").toString("utf8")), key };
}
