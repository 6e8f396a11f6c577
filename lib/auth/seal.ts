import { createHmac, timingSafeEqual } from "node:crypto";
import { authSecret } from "./secret";

/**
 * Puts a value into text that only this installation can have made, safe in an address. `purpose` keeps what was sealed
 * for one thing from passing for another. The text is readable, and says the same for ever: put nothing secret in it.
 */
export async function seal(purpose: string, value: unknown): Promise<string> {
  const payload = Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${payload}.${(await sealOf(purpose, payload)).toString("base64url")}`;
}

/** What was sealed; undefined where it was not sealed here, or for something else. */
export async function unseal(purpose: string, token: string): Promise<unknown> {
  const [payload = "", sealed = "", ...rest] = token.split(".");
  const expected = await sealOf(purpose, payload);
  const given = Buffer.from(sealed, "base64url");
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
    return undefined;
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
}

async function sealOf(purpose: string, payload: string): Promise<Buffer> {
  return createHmac("sha256", await authSecret())
    .update(`${purpose}\0${payload}`)
    .digest();
}
