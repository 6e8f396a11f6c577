import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

const held = globalThis as typeof globalThis & { framewatchConnections?: Map<string, Socket> };

/** Connections that are being answered, by name; across the server's own bundles, which do not share modules. */
function connections(): Map<string, Socket> {
  held.framewatchConnections ??= new Map();
  return held.framewatchConnections;
}

/** A name by which a connection can be broken off while it is answered: Next hands no socket on. */
export function nameConnection(socket: Socket, response: ServerResponse): string {
  const name = randomUUID();
  connections().set(name, socket);
  response.once("close", () => connections().delete(name));
  return name;
}

/** Resets a connection: megabytes that the system has taken for a slow reader are not sent any more. */
export function breakOff(name: string): void {
  connections().get(name)?.resetAndDestroy();
}
