import { hub } from "./hub";
import { openStreams } from "./open-streams";

/** Listens for news in this server process. Open streams would keep it from ending, so they end first. */
export function startLive(): void {
  hub().start();
  const stop = () => {
    openStreams().closeAll();
    void hub().stop();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
