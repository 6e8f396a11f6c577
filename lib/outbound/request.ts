import { type LookupAddress, lookup } from "node:dns";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { env } from "@/lib/env";
import { isPublicAddress } from "./address";

/** An outgoing call that was not made, or whose answer was not followed: it would lead where it should not. */
export class OutboundRefused extends Error {
  override name = "OutboundRefused";
}

export interface OutboundCall {
  method: "GET" | "POST" | "PUT" | "DELETE";
  headers?: Readonly<Record<string, string>>;
  body?: Buffer | string;
  /** From the first step to the last byte; 10 s unless told. */
  timeoutMs?: number;
}

export interface OutboundAnswer {
  status: number;
  /** The first 64 kB; whatever follows is not read. */
  body: string;
}

const readAtMost = 65_536;

/**
 * The one way out of the house to an address that came from outside (trust.md). Only https to addresses of the public
 * internet, checked after the name was resolved, and the connection goes to the very address that was checked.
 * `OUTBOUND_ALLOW` exempts a `host:port` from both. Redirects are not followed: they are refused. Throws
 * OutboundRefused, or what the network says.
 */
export function callOut(address: string, call: OutboundCall): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    const url = checkTarget(address);
    const isAllowed = isExempt(url);
    const signal = AbortSignal.timeout(call.timeoutMs ?? 10_000);
    const send = url.protocol === "https:" ? secureRequest : plainRequest;
    const request = send(
      url,
      {
        method: call.method,
        headers: {
          ...call.headers,
          ...(call.body === undefined ? {} : { "content-length": String(Buffer.byteLength(call.body)) }),
        },
        // A socket of its own: one kept from an earlier call was checked for another name.
        agent: false,
        lookup: isAllowed ? (lookup as LookupFunction) : checkedLookup,
        signal,
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        if (status >= 300 && status < 400) {
          answer.destroy();
          reject(
            new OutboundRefused(`${url.host} answered with a redirect (${status}), which is not followed.`),
          );
          return;
        }
        let body = "";
        const end = () => resolve({ status, body: body.slice(0, readAtMost) });
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => {
          body += part;
          if (body.length >= readAtMost) {
            end();
            answer.destroy();
          }
        });
        answer.on("end", end);
        answer.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(call.body);
  });
}

/**
 * The address of an outgoing call, as far as it can be judged without asking the network: https, no credentials, no
 * closed IP address in plain sight. Throws OutboundRefused.
 */
export function checkTarget(address: string): URL {
  if (!URL.canParse(address)) throw new OutboundRefused("That is no address.");
  const url = new URL(address);
  if (isExempt(url)) return url;
  if (url.protocol !== "https:") throw new OutboundRefused("Only https addresses are called.");
  if (url.username || url.password)
    throw new OutboundRefused("An address with a password in it is not called.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !isPublicAddress(host)) throw refusal(url.host, host);
  return url;
}

function isExempt(url: URL): boolean {
  if (url.protocol !== "https:" && url.protocol !== "http:") return false;
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return env().OUTBOUND_ALLOW.includes(`${url.hostname}:${port}`);
}

const refusal = (host: string, address: string) =>
  new OutboundRefused(
    `${host} leads to ${address}, which is not on the public internet. OUTBOUND_ALLOW can name it.`,
  );

/** Resolves a name and answers only where every address of it is public, so that there is nothing to choose between. */
const checkedLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses = found as LookupAddress[] | undefined;
    const closed = addresses?.find(({ address }) => !isPublicAddress(address));
    const first = addresses?.[0];
    if (error) done(error, "", 0);
    else if (closed) done(refusal(hostname, closed.address), "", 0);
    else if (!first) done(new OutboundRefused(`${hostname} has no address.`), "", 0);
    else if (options.all) done(null, addresses ?? []);
    else done(null, first.address, first.family);
  });
};
