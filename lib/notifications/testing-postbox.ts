import { createServer, type Server, type Socket } from "node:net";

/** A mail server that keeps what it is given, or refuses every message. */
export class Postbox {
  readonly received: string[] = [];
  refuses = false;
  /** Called with each message before it is acknowledged; what it returns is waited for. */
  onMessage: (message: string) => Promise<void> | void = () => {};
  /** Nobody is greeted before this. */
  opens: Promise<void> = Promise.resolve();
  private server: Server | null = null;

  listen(): Promise<number> {
    const server = createServer((socket) => this.talk(socket));
    this.server = server;
    return new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
  }

  close(): void {
    this.server?.close();
  }

  private talk(socket: Socket): void {
    let pending = "";
    let message: string | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const keep = async (whole: string) => {
      this.received.push(whole);
      await this.onMessage(whole);
      say("250 kept");
    };
    const hear = (line: string) => {
      if (message !== null) {
        if (line !== ".") message += `${line}\n`;
        else {
          void keep(message);
          message = null;
        }
      } else if (/^MAIL/i.test(line) && this.refuses) say("451 come again later http://127.0.0.1/secret");
      else if (/^DATA/i.test(line)) {
        message = "";
        say("354 go on");
      } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
      else say("250 fine");
    };
    socket.on("data", (data) => {
      const lines = (pending + data.toString("utf8")).split("\r\n");
      pending = lines.pop() ?? "";
      for (const line of lines) hear(line);
    });
    socket.on("error", () => {});
    void this.opens.then(() => say("220 postbox"));
  }
}

/** A header of a message as it was sent, folded lines joined. */
export function headerOf(message: string, name: string): string | null {
  const head = message.slice(0, message.indexOf("\n\n")).replace(/\n[ \t]+/g, " ");
  return new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1] ?? null;
}

/** A message as its reader sees it: soft line ends and "=3D" of its encoding taken out. */
export const readable = (message: string) => message.replace(/=\n/g, "").replaceAll("=3D", "=");

/** What stands behind the address of a door in a message, such as the token of "share"; empty where it names none. */
export const linkIn = (message: string, door: string) =>
  new RegExp(`https://frames\\.example/${door}/([\\w.-]+)`).exec(message)?.[1] ?? "";
