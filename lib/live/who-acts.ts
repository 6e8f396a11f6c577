import { standingSessions } from "@/lib/auth/standing-sessions";
import { inTime } from "./in-time";

/** What is asked afterwards waits no longer than this for an answer that does not come (ms). */
const patience = 10_000;

interface Asked {
  ids: Set<string>;
  answer: Promise<Map<string, string>>;
}

let next: Asked | null = null;
let running: Promise<unknown> = Promise.resolve();

/**
 * Who acts by a session (standing-sessions.ts); empty where it has ended. What is asked while the database answers is asked
 * in one go afterwards: when a server was lost, everybody comes again at once.
 */
export async function whoActs(sessionId: string): Promise<string> {
  next ??= gather();
  next.ids.add(sessionId);
  return (await next.answer).get(sessionId) ?? "";
}

function gather(): Asked {
  const ids = new Set<string>();
  const ask = () => {
    next = null;
    return inTime(patience, standingSessions([...ids], new Date()));
  };
  const answer = running.then(ask, ask);
  running = answer;
  return { ids, answer };
}
