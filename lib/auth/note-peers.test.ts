import { createServer } from "node:http";
import { expect, test } from "vitest";
import { clientAddress, peerHeader } from "./client-address";
import { notePeers } from "./note-peers";

test("a request carries its connection's own address, whatever it says of itself", async () => {
  notePeers();
  const server = createServer((request, response) => {
    response.end(clientAddress(new Headers(request.headers as Record<string, string>), []));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const forged = { [peerHeader]: "198.51.100.1", "x-forwarded-for": "198.51.100.2" };
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: forged });
  expect(await answer.text()).toBe("127.0.0.1");
  server.close().closeAllConnections();
});
