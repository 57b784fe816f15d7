/** One process of the C# host: starts it, speaks with it over two pipes, and reads synchronously while it runs something. */
import { spawn, type ChildProcess } from "node:child_process";
import { QActionKitError } from "../base/errors.ts";
import { nextTurn } from "../base/turns.ts";
import { csharpError } from "./csharp-error.ts";
import { FrameKind, type FrameReader, type FrameWriter } from "./frames.ts";
import { HostPipes } from "./host-pipes.ts";
import { hostEnvironment, hostWords, type HostSettings } from "./host-settings.ts";
import type { HostCommand } from "./runtime.ts";
import { Watchdog } from "./watchdog.ts";

/** The object that members are called on: `SLProtocol`, with the log under its numbers. */
export interface RunTarget {
  /** Calls a member. */
  call(member: string, args: readonly unknown[]): unknown;
  /** Writes to the element log, by DataMiner's numbers of type and level. */
  log(type: number, level: number, message: string | null): void;
}

/** One run of an entry point. */
export interface RunCall {
  readonly element: number;
  readonly entry: number;
  readonly trigger: number;
  readonly rowIndex: number;
  readonly rowKey: string;
  readonly inputs: readonly unknown[];
  readonly target: RunTarget;
}

/** What became of a request or a run. */
type Settled = { readonly value: unknown } | { readonly error: unknown };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How a process came to its end: told to, killed because a run took too long, or in any other way. */
export interface HostEnd {
  readonly how: "asked" | "limit" | "other";
  /** True when a run was under way, which reports it. */
  readonly duringRun: boolean;
  /** Exit code or signal. */
  readonly detail: string;
}

/** Exceptions of the element that C# may hand back, kept until the outermost run ends. */
const keptErrors = 1000;

/** A host that runs. After {@link ended} it is of no more use. */
export class HostProcess {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #pipes: HostPipes;
  readonly #watchdog: Watchdog;
  readonly #pollLimitMs: number;
  readonly #onEnd: (end: HostEnd) => void;
  readonly #targets = new Map<number, RunTarget>();
  readonly #settled = new Map<number, Settled>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #errors = new Map<number, unknown>();
  #lastId = 0;
  /** Number of the call that is being answered, 0 when none is. */
  #answering = 0;
  /** Runs and polls that this thread is inside of. */
  #depth = 0;
  #rung = false;
  #ended = false;
  #asked = false;

  private constructor(parts: {
    readonly child: ChildProcess;
    readonly pid: number;
    readonly pipes: HostPipes;
    readonly onEnd: (end: HostEnd) => void;
    readonly limitMs: number;
  }) {
    this.#child = parts.child;
    this.pid = parts.pid;
    this.#pipes = parts.pipes;
    this.#onEnd = parts.onEnd;
    this.#pollLimitMs = parts.limitMs;
    this.#watchdog = new Watchdog(parts.pid);
    parts.child.stdout?.on("data", () => {
      this.#ring();
    });
    parts.child.once("exit", (code, signal) => {
      this.#finish(signal === null ? `exit code ${String(code)}` : `signal ${signal}`);
    });
    // The host ends with this process: nothing keeps this one alive for it.
    parts.child.unref();
    refs(parts.child.stdout, "unref");
    refs(parts.child.stdin, "unref");
  }

  /**
   * Starts a host.
   * @param limitMs ms that what threads set off outside of runs may take before the host is ended; 0: as long as it likes
   * @param onEnd told once, when it has ended
   * @throws QActionKitError `ERR_CSHARP_HOST` when it does not start
   */
  static async start(
    command: HostCommand,
    settings: HostSettings,
    limitMs: number,
    onEnd: (end: HostEnd) => void,
  ): Promise<HostProcess> {
    let pipes: HostPipes | undefined;
    try {
      pipes = new HostPipes();
      const words = [pipes.to, pipes.from, command.references, ...hostWords(settings)];
      const child = spawn(command.file, [...command.args, ...words], {
        stdio: ["pipe", "pipe", "inherit"],
        env: hostEnvironment(settings),
      });
      await pipes.open(child);
      if (child.pid === undefined) throw new Error("it has no process id");
      return new HostProcess({ child, pid: child.pid, pipes, limitMs, onEnd });
    } catch (error) {
      pipes?.close();
      const why = error instanceof Error ? error.message : String(error);
      throw new QActionKitError(
        "ERR_CSHARP_HOST",
        `The C# host cannot be started (${[command.file, ...command.args].join(" ")}): ${why}.`,
        { cause: error },
      );
    }
  }

  get ended(): boolean {
    return this.#ended || this.#watchdog.fired;
  }

  /** Something that needs no answer. */
  tell(kind: number, id: number, values: readonly unknown[]): void {
    this.#send((writer) => writer.begin(kind, id).values(values));
  }

  /** Something that another thread of the host does and answers later. */
  ask(kind: number, values: readonly unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // Waiting for an answer keeps the process alive; the host alone does not.
      this.#hold();
      this.tell(kind, id, values);
    });
  }

  /**
   * Runs an entry point; the calls that it makes are answered meanwhile, and may come back here.
   * @param limitMs after so many ms the host is ended; counts for the outermost run
   * @throws CSharpError what the QAction did not catch
   * @throws QActionKitError `ERR_SCRIPT_TIMEOUT`, or `ERR_CSHARP_HOST` when the host ended meanwhile
   */
  run(call: RunCall, limitMs: number): void {
    const id = ++this.#lastId;
    this.#targets.set(id, call.target);
    this.#inside(limitMs, () => {
      this.#begin(id, call, false);
      this.#until(id);
    });
  }

  /** Runs an entry point of a queued QAction on a thread of the host; settled when it has ended. */
  runQueued(call: RunCall): Promise<unknown> {
    const id = ++this.#lastId;
    this.#targets.set(id, call.target);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#hold();
      this.#begin(id, call, true);
    });
  }

  /** Ends the process in good order, and waits until it has gone. */
  async dispose(): Promise<void> {
    this.#asked = true;
    if (this.#ended) return;
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.ref();
    this.#child.stdin?.end();
    await gone;
    await this.#watchdog.dispose();
  }

  #begin(id: number, call: RunCall, queued: boolean): void {
    const parent = queued ? 0 : this.#answering;
    this.#send((writer) => {
      writer.begin(queued ? FrameKind.runQueued : FrameKind.run, id);
      if (!queued) writer.long(parent);
      writer.long(call.element).int(call.entry).int(call.trigger).int(call.rowIndex).text(call.rowKey);
      return writer.values(call.inputs);
    });
  }

  /** Time-limited when it is the outermost. */
  #inside(limitMs: number, work: () => void): void {
    const outermost = this.#depth++ === 0;
    if (outermost && limitMs > 0) this.#watchdog.begin(limitMs);
    try {
      work();
    } finally {
      this.#depth--;
      if (outermost) {
        if (limitMs > 0) this.#watchdog.end();
        this.#errors.clear();
      }
    }
  }

  /** The host has something to say: threads outside of runs want to call, or something is done. */
  #ring(): void {
    if (this.#rung || this.ended) return;
    this.#rung = true;
    // Several bells in one turn are one.
    void nextTurn().then(() => {
      this.#rung = false;
      if (!this.ended) this.#poll();
    });
  }

  #poll(): void {
    const id = ++this.#lastId;
    try {
      this.#inside(this.#pollLimitMs, () => {
        this.#send((writer) => writer.begin(FrameKind.poll, id));
        this.#until(id);
      });
    } catch (error) {
      // The end of the host is told by its exit.
      if (!(error instanceof QActionKitError)) throw error;
    }
  }

  /** Reads and answers until a run, or a poll, has ended. */
  #until(id: number): void {
    for (;;) {
      const settled = this.#settled.get(id);
      if (settled === undefined) {
        this.#handle(this.#frame());
        continue;
      }
      this.#settled.delete(id);
      if ("error" in settled) throw settled.error;
      return;
    }
  }

  #handle(frame: FrameReader): void {
    const kind = frame.byte();
    const id = frame.long();
    switch (kind) {
      case FrameKind.call:
        this.#answer(id, frame);
        return;
      case FrameKind.log:
        this.#log(id, frame);
        return;
      case FrameKind.done:
      case FrameKind.pollDone:
        this.#settle(id, { value: undefined });
        return;
      case FrameKind.result:
        this.#settle(id, { value: frame.value() });
        return;
      case FrameKind.failed: {
        this.#settle(id, { error: csharpError(frame.value(), (call) => this.#errors.get(call)) });
        return;
      }
      case FrameKind.released: {
        for (let count = frame.int(); count > 0; count--) this.#targets.delete(frame.long());
        return;
      }
      default:
        throw new RangeError(
          `A frame of the C# host has kind ${String(kind)}, which does not exist. The host and qaction-kit are of different versions: build the host again.`,
        );
    }
  }

  #settle(id: number, settled: Settled): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) {
      this.#settled.set(id, settled);
      return;
    }
    this.#waiting.delete(id);
    this.#release();
    if ("error" in settled) waiting.reject(settled.error);
    else waiting.resolve(settled.value);
  }

  #answer(id: number, frame: FrameReader): void {
    const target = this.#targets.get(frame.long());
    const member = frame.name();
    const args = frame.values();
    const outer = this.#answering;
    this.#answering = id;
    let result: unknown;
    let failed: { readonly error: unknown } | undefined;
    try {
      result = target?.call(member, args);
    } catch (error) {
      failed = { error };
    } finally {
      this.#answering = outer;
    }
    if (failed === undefined) this.#send((writer) => writer.begin(FrameKind.return, id).value(result));
    else this.#fail(id, failed.error);
  }

  #fail(id: number, error: unknown): void {
    if (this.#errors.size < keptErrors) this.#errors.set(id, error);
    const code = error instanceof QActionKitError ? error.code : "";
    const message = error instanceof Error ? error.message : String(error);
    this.#send((writer) => writer.begin(FrameKind.throw, id).text(code).text(message));
  }

  #log(run: number, frame: FrameReader): void {
    const [type, level, message] = [frame.int(), frame.int(), frame.value()];
    this.#targets.get(run)?.log(type, level, typeof message === "string" ? message : null);
  }

  #send(make: (writer: FrameWriter) => FrameWriter): void {
    try {
      this.#pipes.write(make);
    } catch (error) {
      throw this.#broken(error);
    }
  }

  #frame(): FrameReader {
    let frame: FrameReader | undefined;
    try {
      frame = this.#pipes.read();
    } catch (error) {
      throw this.#broken(error);
    }
    if (frame === undefined) throw this.#broken(undefined);
    return frame;
  }

  /** Waiting for an answer keeps this process alive; the host alone does not. */
  #hold(): void {
    if (this.#waiting.size === 1) {
      this.#child.ref();
      refs(this.#child.stdout, "ref");
    }
  }

  #release(): void {
    if (this.#waiting.size === 0) {
      this.#child.unref();
      refs(this.#child.stdout, "unref");
    }
  }

  /** The pipes are of no more use; the reason as an error. */
  #broken(cause: unknown): QActionKitError {
    if (cause instanceof QActionKitError) return cause;
    this.#ended = true;
    if (this.#watchdog.fired)
      return new QActionKitError(
        "ERR_SCRIPT_TIMEOUT",
        "It did not return in time (csharp.timeoutMs), and the C# host was ended. Look for a loop without an end, a lock, or a request to a server in this Node process: it cannot answer while the QAction runs. The next run has a new host, in which statics and instances are new.",
      );
    return new QActionKitError(
      "ERR_CSHARP_HOST",
      "The C# host ended while it ran: Environment.Exit, a stack overflow, an exception on a thread of its own, or a kill from outside. What .NET said stands in the error output. The next run has a new host, in which statics and instances are new.",
      cause === undefined ? {} : { cause },
    );
  }

  /** The process has gone. */
  #finish(detail: string): void {
    const duringRun = this.#ended;
    this.#ended = true;
    this.#pipes.close();
    const how = this.#asked ? "asked" : this.#watchdog.fired ? "limit" : "other";
    void this.#watchdog.dispose();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting)
      reject(new QActionKitError("ERR_CSHARP_HOST", `The C# host ended (${detail}) before it had answered.`));
    this.#targets.clear();
    this.#onEnd({ how, duringRun, detail });
  }
}

function refs(stream: object | null, how: "ref" | "unref"): void {
  const socket = stream as Partial<Record<"ref" | "unref", () => void>> | null;
  socket?.[how]?.();
}
