/** The status of connections: handshake values and the status parameter, written like messages, one at a time. */
import { isOlder } from "../../base/dataminer-version.ts";
import { inOrder, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { Protocol } from "../../protocol/model.ts";
import { chainStart, type ChainContext } from "../chain/context.ts";
import type { Failures } from "../failures.ts";
import type { Threads } from "../schedule/threads.ts";
import type { ConnectionRules } from "./connection-rules.ts";

/** The answer to an opening handshake. */
export interface HandshakeAnswer {
  /** For example `HTTP/1.1 101 Switching Protocols`. */
  readonly statusLine: string;
  /** In the order of the answer; a character is a byte (Latin-1). */
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  /** Body of a refusal, as text or as bytes; missing when the handshake was not refused. */
  readonly content?: string | Uint8Array;
}

interface Change {
  readonly open: boolean;
  /** False: only what was answered is written. */
  readonly status?: boolean;
  readonly answer: HandshakeAnswer | undefined;
}

type Setting = readonly [pid: number, value: string | number | Uint8Array];

/** Writes the status of connections into their parameters. */
export class ConnectionStatus {
  readonly #protocol: Protocol;
  readonly #options: Pick<Options, "dataMinerVersion">;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #rules: ConnectionRules;
  readonly #threads: Threads;
  readonly #failures: Failures;
  /** Status by connection, once it is known. */
  readonly #open = new Map<number, boolean>();
  /** Changes that wait for the end of a pause. */
  #late: Map<number, Change> | undefined;
  #paused = false;

  constructor(
    protocol: Protocol,
    options: Pick<Options, "dataMinerVersion">,
    parameters: ParameterStore<ChainContext>,
    rules: ConnectionRules,
    threads: Threads,
    failures: Failures,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#parameters = parameters;
    this.#rules = rules;
    this.#threads = threads;
    this.#failures = failures;
  }

  /** Status line and named headers of the handshake, then status 1; a content parameter keeps what it holds. */
  opened(connection: number, answer?: HandshakeAnswer): MaybePromise {
    return this.#deliver(connection, { open: true, answer });
  }

  /**
   * Status 0, unless it is 0 already; also after an attempt to open that failed, with what was answered. When `status` is
   * false, only what was answered is written.
   */
  closed(connection: number, answer?: HandshakeAnswer, status = true): MaybePromise {
    return this.#deliver(connection, { open: false, answer, status });
  }

  /**
   * A client of a smart-serial server came or went: its `ip:port` is logged in the parameter of connects or of
   * disconnects (`Protocol.Type-communicationOptions`). During a pause nothing is written.
   */
  client(connection: number, client: string, connected: boolean): MaybePromise {
    const { statusPid, disconnectedPid } = this.#rules.definition(connection) ?? {};
    const pid = connected ? statusPid : disconnectedPid;
    if (pid === undefined || this.#paused) return;
    return this.#inTurn(connection, () => this.#set(connection, [pid, client]));
  }

  /** From now on changes wait. */
  pause(): void {
    this.#paused = true;
  }

  /** Writes the last change of each connection whose status is now another one. */
  resume(): void {
    this.#paused = false;
    const late = this.#late ?? [];
    this.#late = undefined;
    for (const [connection, change] of late) {
      if (this.#open.get(connection) !== change.open) void this.#deliver(connection, change);
    }
  }

  #deliver(connection: number, change: Change): MaybePromise {
    if (this.#paused) {
      (this.#late ??= new Map()).set(connection, change);
      return;
    }
    return this.#inTurn(connection, () =>
      inOrder(this.#settings(connection, change), (setting) => this.#set(connection, setting)),
    );
  }

  #inTurn(connection: number, work: () => MaybePromise): MaybePromise {
    const lock = this.#threads.lockOf(connection);
    return this.#failures.contain(
      () => lock.run(work),
      () => ({ what: `The status of connection ${connection}`, details: { connection } }),
    );
  }

  #settings(connection: number, { open, answer, status = true }: Change): readonly Setting[] {
    const settings = answer === undefined ? [] : this.#handshake(connection, answer);
    if (!status) return settings;
    const repeatsClosed = isOlder(this.#options.dataMinerVersion, "10.5.1");
    if (open || repeatsClosed || this.#open.get(connection) !== false) {
      const { statusPid, disconnectedPid } = this.#rules.definition(connection) ?? {};
      if (statusPid !== undefined) settings.push([statusPid, open ? 1 : 0]);
      if (disconnectedPid !== undefined) settings.push([disconnectedPid, open ? 0 : 1]);
    }
    this.#open.set(connection, open);
    return settings;
  }

  #handshake(connection: number, answer: HandshakeAnswer): Setting[] {
    const id = this.#rules.definition(connection)?.handshakeSession;
    const step = id === undefined ? undefined : this.#protocol.sessions.get(id)?.connections[0];
    if (step === undefined) return [];
    const settings: Setting[] = [];
    if (step.statusCodePid !== undefined) settings.push([step.statusCodePid, answer.statusLine]);
    for (const { key, pid } of step.responseHeaders) {
      const wanted = key.toLowerCase();
      const values = answer.headers.filter((header) => header.key.toLowerCase() === wanted);
      if (values.length > 0) settings.push([pid, values.map(({ value }) => value).join("\r\n")]);
    }
    if (step.contentPid !== undefined && answer.content !== undefined)
      settings.push([step.contentPid, answer.content]);
    return settings;
  }

  #set(connection: number, [pid, value]: Setting): MaybePromise {
    return this.#parameters.setPart(pid, value, chainStart({ connection })).done;
  }
}
