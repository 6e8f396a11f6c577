import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Environment } from "@/lib/env";
import { answerRules, capabilityRules, contentPolicy } from "./answer-rules";
import { nameConnection } from "./break-off";
import { isSafe } from "./origin";
import { connectionHeader, pathHeader, peerHeader, writesHeader } from "./request-headers";

/** How this process is reached, and whether it is the development server. */
type Served = Pick<Environment, "FRAMEWATCH_URL" | "NODE_ENV">;

const held = globalThis as typeof globalThis & { framewatchReceives?: true };

/**
 * Prepares every request before Next has it: what pages and routes are to know of it goes into its headers, and its
 * answer tells the browser the rules. Called once, when the process starts. Not in proxy.ts, which would cost every page
 * a third of its time.
 */
export function receiveRequests({ FRAMEWATCH_URL, NODE_ENV }: Served): void {
  if (held.framewatchReceives) return;
  held.framewatchReceives = true;
  const how = { secure: FRAMEWATCH_URL.startsWith("https:"), development: NODE_ENV === "development" };
  subscribe("http.server.request.start", (message) => {
    const { request, response, socket } = message as {
      request: IncomingMessage;
      response: ServerResponse;
      socket: Socket;
    };
    receive(request, response, { ...how, peer: socket.remoteAddress ?? "" });
    delete request.headers[connectionHeader];
    if (DOWNLOAD.test(request.url ?? ""))
      request.headers[connectionHeader] = nameConnection(socket, response);
  });
}

/** A file by a share link, which may end while it is on its way. */
const DOWNLOAD = /^\/share\/[^/]+\/report(\?|$)/;

function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { secure, development, peer }: { secure: boolean; development: boolean; peer: string },
): void {
  const path = withoutRsc(request.url ?? "/");
  const policy = contentPolicy(randomBytes(16).toString("base64"), { development, secure });

  const { headers } = request;
  headers[peerHeader] = peer;
  headers[pathHeader] = path;
  // Next takes the nonce of its scripts from here.
  headers["content-security-policy"] = policy;
  if (isSafe(request.method ?? "")) delete headers[writesHeader];
  else headers[writesHeader] = "1";

  const pathname = path.replace(/\?.*/, "");
  // Next leaves alone what is set by now.
  for (const [name, value] of Object.entries(capabilityRules(pathname))) response.setHeader(name, value);
  beforeHead(response, () => {
    for (const [name, value] of Object.entries(answerRules(pathname, { policy, secure })))
      if (!response.hasHeader(name)) response.setHeader(name, value);
  });
}

/** The address without what the router adds to it. */
function withoutRsc(url: string): string {
  if (!url.includes("_rsc=")) return url;
  const [path = "/", query = ""] = url.split("?", 2);
  const left = query.split("&").filter((part) => !part.startsWith("_rsc="));
  return left.length > 0 ? `${path}?${left.join("&")}` : path;
}

/** Has `work` done right before the answer's headers leave, when the answer has set its own. */
function beforeHead(response: ServerResponse, work: () => void): void {
  const writeHead = response.writeHead;
  response.writeHead = function (this: ServerResponse, ...given: unknown[]) {
    response.writeHead = writeHead;
    work();
    return Reflect.apply(writeHead, response, given);
  } as typeof writeHead;
}
