/** One session on its line: retries, login, redirects, and the answer in the form parameters need. */
import type { Clock } from "../../base/clock.ts";
import type { ConnectionOptions } from "../../options/register.ts";
import { QActionKitError, type ErrorCode } from "../../base/errors.ts";
import type { Session, SessionConnection } from "../../protocol/model.ts";
import { headerOf } from "../answer-head.ts";
import type { Answer, HttpAnswerer, ReadParameter, StreamLink } from "../connection.ts";
import type { Proxy } from "../dial.ts";
import { connectionError } from "../failure.ts";
import { askAnswerer } from "./http-answerer.ts";
import { SessionLogin } from "./http-authentication.ts";
import { bodyText } from "./http-body.ts";
import type { Cookies } from "./http-cookies.ts";
import { HttpLine } from "./http-exchange.ts";
import { redirected } from "./http-redirect.ts";
import {
  authorityOf,
  composeHttpRequest,
  isSamePlace,
  loginOf,
  proxyOf,
  urlOf,
  type HttpInput,
  type HttpRequest,
} from "./http-request.ts";
import { shownAnswer, shownRequest } from "./http-stream.ts";
import type { Report } from "../connection-report.ts";
import type { TlsSettings } from "../secure.ts";
import { inTurn } from "./requests-in-turn.ts";

/** What became of one request. */
export interface HttpOutcome {
  /** 2xx, or 3xx with customRedirect. False puts the element in timeout, unless `ignoreTimeout` is set. */
  readonly ok: boolean;
  /** Missing when no answer came. After redirects: the last one. */
  readonly answer?: Answer;
  /** Body as text, with `httpBody` charset; missing without an answer, and with `httpBody` raw. */
  readonly text?: string;
  /** Why not `ok`: `ERR_CONNECTION_...`, `ERR_HTTP_...`. */
  readonly error?: QActionKitError;
  /** Times the request was sent, 1 + retries at most. */
  readonly attempts: number;
  /** Address of the last request, without credentials. */
  readonly url: string;
}

/** Failures that are retried (RN 34644, RN 34888); all others are final. */
const worthRetrying: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "ERR_CONNECTION_TIMEOUT",
  "ERR_CONNECTION_UNREACHABLE",
  "ERR_CONNECTION_TLS",
]);

const mostRedirects = 10;

/** A session; its requests open its lines. */
export class HttpSession {
  readonly #session: Session;
  readonly #customRedirect: boolean;
  readonly #input: (read: ReadParameter | undefined) => HttpInput;
  readonly #options: ConnectionOptions;
  readonly #cookies: Cookies | undefined;
  readonly #tls: TlsSettings;
  readonly #answerer: HttpAnswerer | undefined;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #report: Report;
  /** Open lines by what they connect to. */
  readonly #lines = new Map<string, HttpLine>();
  readonly #login: SessionLogin;

  /**
   * @param customRedirect 3xx answers are left to the protocol
   * @param input settings as they are at the moment of a request, and the parameters that it is composed of
   * @param cookies of the connection; undefined when none are kept
   * @param signal aborts everything
   */
  constructor(
    session: Session,
    customRedirect: boolean,
    input: (read: ReadParameter | undefined) => HttpInput,
    options: ConnectionOptions,
    cookies: Cookies | undefined,
    tls: TlsSettings,
    answerer: HttpAnswerer | undefined,
    clock: Clock,
    signal: AbortSignal,
    report: Report,
  ) {
    this.#session = session;
    this.#customRedirect = customRedirect;
    this.#input = input;
    this.#options = options;
    this.#cookies = cookies;
    this.#tls = tls;
    this.#answerer = answerer;
    this.#clock = clock;
    this.#signal = signal;
    this.#report = report;
    this.#login = new SessionLogin(options.httpDigest);
  }

  /** Runs one Connection of the session, composed of what `read` gives; never rejects. */
  async send(step: SessionConnection, about: StreamLink, read?: ReadParameter): Promise<HttpOutcome> {
    const { timeoutMs: ownTimeoutMs, id } = this.#session;
    let outcome: HttpOutcome;
    try {
      const input = this.#input(read);
      const request = composeHttpRequest(step, input);
      const { host, port } = request.place;
      const timeoutMs = step.timeoutMs ?? ownTimeoutMs ?? input.settings.timeoutMs;
      const work = { request, input, timeoutMs, about, attempts: 0, url: urlOf(request.place, request.path) };
      outcome = await inTurn(`${host}:${String(port)}`, () => this.#run(work));
    } catch (error) {
      outcome = { ok: false, error: connectionError("The request", error), attempts: 0, url: "" };
    }
    // An abort is intended and not a failure.
    if (outcome.error !== undefined && outcome.error.code !== "ERR_CONNECTION_ABORTED") {
      this.#report.notice("HTTP_FAILED", "warning", `session ${String(id)}: ${outcome.error.message}`, {
        cause: outcome.error.code,
      });
    }
    return outcome;
  }

  /** Closes all lines. */
  close(): void {
    for (const line of this.#lines.values()) line.close();
    this.#lines.clear();
  }

  async #run(work: Work): Promise<HttpOutcome> {
    try {
      return this.#judge(await this.#follow(work), work);
    } catch (error) {
      const { attempts, url } = work;
      return { ok: false, error: connectionError(url, error), attempts, url };
    }
  }

  /** Follows redirects, unless the protocol does. */
  async #follow(work: Work): Promise<Answer> {
    let request = work.request;
    for (let redirects = 0; ; redirects++) {
      work.url = urlOf(request.place, request.path);
      const answer = await this.#withLogin(request, work);
      const location = headerOf(answer, "Location");
      const moved =
        answer.status >= 300 && answer.status < 400 && location !== undefined && !this.#customRedirect;
      if (!moved) return answer;
      if (redirects >= mostRedirects) {
        throw new QActionKitError(
          "ERR_HTTP_ANSWER",
          `${work.url}: more than ${String(mostRedirects)} redirects.`,
        );
      }
      request = redirected(request, answer.status, location);
    }
  }

  /** A login is for the server that the protocol names: a redirect to another server is sent without it. */
  async #withLogin(request: HttpRequest, work: Work): Promise<Answer> {
    const login = loginOf(this.#session, work.input.readParameter);
    const own = hasHeader(request, "authorization");
    if (login === undefined || own || !isSamePlace(request.place, work.request.place))
      return this.#tried(request, work);
    const sent = this.#login.begin(login, request);
    const answer = await this.#tried(withHeader(request, "Authorization", sent), work);
    if (answer.status !== 401) return answer;
    const { authorization, unusable } = this.#login.again(answer, sent, login, request);
    if (unusable !== undefined) this.#report.notice("HTTP_LOGIN", "warning", `${work.url} ${unusable}`);
    return authorization === undefined
      ? answer
      : this.#tried(withHeader(request, "Authorization", authorization), work);
  }

  /** Sends until an answer arrives, a failure is final, or the retries are used up. */
  async #tried(request: HttpRequest, work: Work): Promise<Answer> {
    const { retries } = work.input.settings;
    for (let attempt = 0; ; attempt++) {
      work.attempts = Math.max(work.attempts, attempt + 1);
      try {
        return await this.#once(request, work);
      } catch (error) {
        const retry = error instanceof QActionKitError && worthRetrying.has(error.code) && attempt < retries;
        if (!retry || this.#signal.aborted) throw error;
      }
    }
  }

  async #once(request: HttpRequest, work: Work): Promise<Answer> {
    const { input, timeoutMs, about, url } = work;
    const [clock, options, signal, report] = [this.#clock, this.#options, this.#signal, this.#report];
    const proxy = proxyOf(this.#session, input);
    const { place, method, body } = request;
    const plain = proxy !== undefined && !place.secure;
    const headers = [...request.headers];
    const cookie = this.#cookies?.header(place, request.path);
    if (cookie !== undefined && !hasHeader(request, "cookie")) headers.push(["Cookie", cookie]);
    if (plain && proxy.authorization !== undefined)
      headers.push(["Proxy-Authorization", proxy.authorization]);
    const path = plain ? `http://${authorityOf(place)}${request.path}` : request.path;
    report.stream({
      ...about,
      direction: "out",
      ...shownRequest({ ...request, headers, path }, report.shown),
    });
    const maxBytes = Math.max(options.backlogLimits[1], options.maxMessageBytes);
    try {
      const answer =
        this.#answerer === undefined
          ? await this.#line(request, proxy, work).exchange({
              ...{ url, method, path, headers, body },
              ...{ timeoutMs, clock, maxBytes, signal },
            })
          : await askAnswerer(
              this.#answerer,
              { connection: report.id, url, method, headers, body },
              { timeoutMs, clock, signal },
            );
      this.#cookies?.store(answer, place, request.path);
      report.stream({ ...about, direction: "in", ...shownAnswer(answer, report.shown) });
      return answer;
    } catch (error) {
      const note =
        error instanceof QActionKitError && error.code === "ERR_CONNECTION_TIMEOUT"
          ? "TIMEOUT"
          : String(error);
      report.stream({ ...about, direction: "in", note });
      throw error;
    }
  }

  /** A plain request is sent to the proxy itself; an https request goes through a tunnel. */
  #line({ place }: HttpRequest, proxy: Proxy | undefined, { input, request }: Work): HttpLine {
    const { loginMethod } = this.#session;
    const tls = this.#tls;
    const { secure, host, port } = place;
    const { cert: _cert, key: _key, pfx: _pfx, ...withoutCertificate } = tls;
    // A client certificate is a login like any other.
    const certified = loginMethod?.toLowerCase() === "certificate" && isSamePlace(place, request.place);
    const line = {
      ...(proxy !== undefined && !secure
        ? { secure: proxy.secure, host: proxy.host, port: proxy.port }
        : { secure, host, port }),
      tls: certified ? tls : withoutCertificate,
      skipVerification: input.settings.skipCertificateVerification,
      ...(proxy !== undefined && secure ? { proxy } : {}),
    };
    const key = JSON.stringify([line.secure, line.host, line.port, line.proxy, certified]);
    let open = this.#lines.get(key);
    if (open === undefined) {
      open = new HttpLine(line, this.#options.httpLenient);
      this.#lines.set(key, open);
    }
    return open;
  }

  #judge(answer: Answer, { attempts, url }: Work): HttpOutcome {
    const { httpBody } = this.#options;
    const { status, statusLine, body = new Uint8Array(0) } = answer;
    const ok = (status >= 200 && status < 300) || (status >= 300 && status < 400 && this.#customRedirect);
    const read = bodyText(body, headerOf(answer, "Content-Type"));
    if (httpBody === "charset" && read.unknown !== undefined) {
      this.#report.notice(
        "HTTP_CHARSET",
        "warning",
        `${url} names the charset '${read.unknown}', which nobody knows; it is read as UTF-8.`,
      );
    }
    return {
      ok,
      answer,
      attempts,
      url,
      ...(httpBody === "charset" ? { text: read.text } : {}),
      ...(ok
        ? {}
        : {
            error: new QActionKitError("ERR_HTTP_STATUS", `${url}: ${statusLine}.`, { details: { status } }),
          }),
    };
  }
}

/** One call of {@link HttpSession.send}. */
interface Work {
  readonly request: HttpRequest;
  readonly input: HttpInput;
  readonly timeoutMs: number;
  readonly about: StreamLink;
  attempts: number;
  url: string;
}

function hasHeader({ headers }: HttpRequest, key: string): boolean {
  return headers.some(([other]) => other.toLowerCase() === key);
}

function withHeader(request: HttpRequest, key: string, value: string): HttpRequest {
  return { ...request, headers: [...request.headers, [key, value]] };
}
