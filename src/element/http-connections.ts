/** The HTTP connections of one element run: they run the sessions of groups, request by request. */
import type { Clock } from "../base/clock.ts";
import type { ConnectionEvents, HttpAnswerer, ReadParameter } from "../connection/connection.ts";
import { createHttpConnection, type HttpConnection } from "../connection/http/http-connection.ts";
import type { PreparedSession } from "../logic/logic-host.ts";
import type { Options } from "../options/register.ts";
import type { ConnectionDefinition, Session } from "../protocol/model.ts";
import { snapshotOf } from "./parameter-reader.ts";
import type { ConnectionInput } from "./element-settings.ts";

/** What HTTP connections need. */
export interface HttpConnectionsParts {
  readonly options: Options;
  readonly clock: Clock;
  readonly readParameter: ReadParameter;
  /** Answers in place of servers. */
  readonly answerer: HttpAnswerer | undefined;
}

/** One HTTP connection as an element has it. */
export interface NewHttpConnection {
  readonly definition: ConnectionDefinition;
  readonly input: ConnectionInput;
  readonly events: Pick<ConnectionEvents, "stream" | "notice">;
  /** Value of the connection's `dynamic ip` parameter at the start. */
  readonly dynamicValue: string | undefined;
}

/** All HTTP connections of one run, by id. */
export class HttpConnections {
  readonly #parts: HttpConnectionsParts;
  readonly #connections = new Map<number, HttpConnection>();

  constructor(parts: HttpConnectionsParts) {
    this.#parts = parts;
  }

  /** Makes a connection; nothing is opened before a session runs on it. */
  add({ definition, input, events, dynamicValue }: NewHttpConnection): void {
    const made = createHttpConnection({
      ...input,
      ...this.#parts,
      ...{ definition, events },
      ...(dynamicValue === undefined ? {} : { dynamicValue }),
    });
    this.#connections.set(definition.id, made);
  }

  /** Fixes the requests of a session as they are now; undefined when the connection is no HTTP connection. */
  prepare(id: number, session: Session, group: number): PreparedSession | undefined {
    const connection = this.#connections.get(id);
    if (connection === undefined) return undefined;
    const read = snapshotOf(session, this.#parts.readParameter);
    const about = { group, session: session.id };
    return () => {
      const run = connection.begin(session, read);
      return {
        send: (step) => run.send(step, about),
        end: () => {
          run.end();
        },
      };
    };
  }

  /** The `dynamic ip` parameter of a connection got a value: the next request goes there (HTTP-22). */
  retarget(id: number, value: string): void {
    this.#connections.get(id)?.retarget(value);
  }

  /** Gives up what is under way; settled when no line is left. */
  async close(): Promise<void> {
    await Promise.all([...this.#connections.values()].map((connection) => connection.close()));
  }
}
