import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { peerHeader } from "./client-address";

const held = globalThis as typeof globalThis & { framewatchNotesPeers?: true };

/**
 * Writes each connection's own address into its requests' headers, over whatever was sent under that name: Next hands
 * no socket to a page or route, and its own `X-Forwarded-For` believes the client. Called once, when the process starts.
 */
export function notePeers(): void {
  if (held.framewatchNotesPeers) return;
  held.framewatchNotesPeers = true;
  subscribe("http.server.request.start", (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    request.headers[peerHeader] = socket.remoteAddress ?? "";
  });
}
