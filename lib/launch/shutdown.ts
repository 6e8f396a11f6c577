import { type ChildProcess, spawn } from "node:child_process";

/** Undoes what a start has done so far, last first, once, and ends the process. */
export class Shutdown {
  private readonly undo: (() => Promise<void>)[] = [];
  private stopping: Promise<never> | undefined;

  get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  /** Has `action` run when the process is to end. */
  add(action: () => Promise<void>): void {
    this.undo.push(action);
  }

  /** Waits for a step of the start; after a signal came, the start goes no further. */
  async step<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      if (this.stopping) await this.stopping;
    }
  }

  /** Runs a Node.js program to its end, ended early by `stop`; resolves with its exit code and all it printed. */
  async run(program: string, args: string[], env: NodeJS.ProcessEnv = process.env) {
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    this.add(() => endProcess(child));
    const code = await this.step(exitOf(child));
    return { code, output: output.trim() };
  }

  stop(exitCode: number): Promise<never> {
    this.stopping ??= (async () => {
      for (const action of this.undo.toReversed()) {
        await action().catch((error: unknown) => {
          console.error(error instanceof Error ? error.message : error);
        });
      }
      return process.exit(exitCode);
    })();
    return this.stopping;
  }
}

/** Resolves with the exit code, or null after a signal. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    child.once("error", reject);
    child.once("close", resolve);
  });
}

/** Asks a process to end, and makes it end after ten seconds: open streams may keep it. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await exitOf(child);
  clearTimeout(force);
}
