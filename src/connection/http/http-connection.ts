/** An HTTP connection of an element: runs the sessions of the protocol, request by request (`ConnectionsHttpImplementing`). */
import type { Clock } from "../../base/clock.ts";
import type { ConnectionOptions } from "../../options/register.ts";
import type { ConnectionDefinition, Session, SessionConnection } from "../../protocol/model.ts";
import type { ConnectionEvents, HttpAnswerer, ReadParameter, StreamLink } from "../connection.ts";
import type { HttpInput } from "./http-request.ts";
import { Cookies } from "./http-cookies.ts";
import { HttpSession, type HttpOutcome } from "./http-session.ts";
import { Report } from "../connection-report.ts";
import { ShownHeaders } from "../../protocol/secrets.ts";
import type { TlsSettings } from "../secure.ts";
import {
  connectionSettings,
  type ConnectionSettings,
  type OperatorSettings,
} from "../connection-settings.ts";

/** What an HTTP connection is made of. */
export interface HttpSetup extends OperatorSettings {
  readonly definition: ConnectionDefinition;
  /** Value of the connection's `dynamic ip` parameter at the start. */
  readonly dynamicValue?: string;
  /** Certificates, for https. */
  readonly tls?: TlsSettings;
  readonly readParameter: ReadParameter;
  /** Answers in place of a server: nothing is connected to. */
  readonly answerer?: HttpAnswerer | undefined;
  readonly clock: Clock;
  readonly options: ConnectionOptions;
  readonly events: Pick<ConnectionEvents, "stream" | "notice">;
}

/** One run of a session: its Connections in order, over one line. */
export interface HttpRun {
  /** Runs one Connection of the session; never rejects. */
  send(step: SessionConnection, about?: StreamLink): Promise<HttpOutcome>;
  /** The last request is done: closes the line unless the session says keepAlive. */
  end(): void;
}

/** An HTTP connection. */
export function createHttpConnection(setup: HttpSetup): HttpConnection {
  return new HttpConnection(setup);
}

/** See {@link createHttpConnection}. Nothing is opened before a session runs. */
export class HttpConnection {
  readonly id: number;
  readonly settings: ConnectionSettings;
  readonly #setup: HttpSetup;
  readonly #report: Report;
  readonly #cookies: Cookies | undefined;
  readonly #stop = new AbortController();
  /** Sessions with keepAlive, by id: open until the element stops. */
  readonly #kept = new Map<number, HttpSession>();
  readonly #running = new Set<Promise<unknown>>();
  #value: string;

  constructor(setup: HttpSetup) {
    const { definition, options, events, clock } = setup;
    this.#setup = setup;
    this.id = definition.id;
    this.settings = connectionSettings(definition, setup, options);
    this.#value = setup.dynamicValue?.trim() ?? "";
    this.#report = new Report(definition.id, clock, events, new ShownHeaders(options));
    this.#cookies = options.httpCookies === "keep" ? new Cookies(clock) : undefined;
  }

  /** Begins a run of a session. `read` returns its parameters; by default their values at the moment of each request. */
  begin(session: Session, read?: ReadParameter): HttpRun {
    const kept = session.keepAlive ? this.#kept.get(session.id) : undefined;
    const line = kept ?? this.#sessionOf(session);
    if (session.keepAlive) this.#kept.set(session.id, line);
    return {
      send: (step, about = {}) => {
        const outcome = line.send(step, about, read);
        this.#running.add(outcome);
        void outcome.then(() => this.#running.delete(outcome));
        return outcome;
      },
      end: () => {
        if (!session.keepAlive) line.close();
      },
    };
  }

  /** The `dynamic ip` parameter has a new value: the next request goes there. */
  retarget(value: string): void {
    const address = value.trim();
    if (address !== "" || this.#setup.options.dynamicEmpty !== "ignore") this.#value = address;
  }

  /** Aborts requests and closes all lines; settles when nothing is left. */
  async close(): Promise<void> {
    this.#stop.abort();
    for (const session of this.#kept.values()) session.close();
    this.#kept.clear();
    await Promise.all(this.#running);
  }

  #sessionOf(session: Session): HttpSession {
    const { definition, options, readParameter, tls = {}, answerer, clock } = this.#setup;
    const input = (read = readParameter): HttpInput => ({
      ...{ settings: this.settings, dynamicValue: this.#value, options, readParameter: read },
      report: this.#report,
    });
    const { customRedirect } = definition;
    const cookies = this.#cookies;
    const { signal } = this.#stop;
    return new HttpSession(
      session,
      customRedirect,
      input,
      options,
      cookies,
      tls,
      answerer,
      clock,
      signal,
      this.#report,
    );
  }
}
