/** An HTTP connection of an element: runs the sessions of the protocol, request by request (`ConnectionsHttpImplementing`). */
import type { ConnectionDefinition, Session, SessionConnection } from "../../protocol/model.ts";
import type { ConnectionEvents, ReadParameter, StreamLink } from "../connection.ts";
import type { ConnectionHost } from "../connection-host.ts";
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

/** What HTTP needs of the element. */
export type HttpHost = Pick<
  ConnectionHost,
  "clock" | "options" | "readParameter" | "dynamicAddress" | "answerHttp"
>;

/** One run of a session: its Connections in order, over one line. */
export interface HttpRun {
  /** Runs one Connection of the session; never rejects. */
  send(step: SessionConnection, about?: StreamLink): Promise<HttpOutcome>;
  /** The last request is done: closes the line unless the session says keepAlive. */
  end(): void;
}

/** An HTTP connection. Nothing is opened before a session runs. */
export class HttpConnection {
  readonly id: number;
  readonly settings: ConnectionSettings;
  readonly #definition: ConnectionDefinition;
  readonly #tls: TlsSettings;
  readonly #host: HttpHost;
  readonly #report: Report;
  readonly #cookies: Cookies | undefined;
  readonly #stop = new AbortController();
  /** Sessions with keepAlive, by id: open until the element stops. */
  readonly #kept = new Map<number, HttpSession>();
  readonly #running = new Set<Promise<unknown>>();
  #value: string;

  constructor(
    definition: ConnectionDefinition,
    operator: OperatorSettings,
    host: HttpHost,
    events: Pick<ConnectionEvents, "stream" | "notice">,
  ) {
    const { clock, options } = host;
    this.#definition = definition;
    this.#tls = operator.tls ?? {};
    this.#host = host;
    this.id = definition.id;
    this.settings = connectionSettings(definition, operator, options);
    this.#value = host.dynamicAddress(definition.id).trim();
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
    if (address !== "" || this.#host.options.dynamicEmpty !== "ignore") this.#value = address;
  }

  /** Aborts requests and closes all lines; settles when nothing is left. */
  async close(): Promise<void> {
    this.#stop.abort();
    for (const session of this.#kept.values()) session.close();
    this.#kept.clear();
    await Promise.all(this.#running);
  }

  #sessionOf(session: Session): HttpSession {
    const { clock, options, readParameter, answerHttp } = this.#host;
    const input = (read = readParameter): HttpInput => ({
      ...{ settings: this.settings, dynamicValue: this.#value, options, readParameter: read },
      report: this.#report,
    });
    return new HttpSession(
      session,
      this.#definition.customRedirect,
      input,
      options,
      this.#cookies,
      this.#tls,
      answerHttp,
      clock,
      this.#stop.signal,
      this.#report,
    );
  }
}
