/** One HTTP request on the wire and its answer: a single attempt with its timeout. */
import { Agent, request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Clock } from "../../base/clock.ts";
import { QActionKitError } from "../../base/errors.ts";
import { answerOf, headerOf } from "../answer-head.ts";
import type { Answer } from "../connection.ts";
import { dial, type Line } from "../dial.ts";
import { connectionError, lenientHelp, systemCode } from "../failure.ts";
import { unpack } from "./http-body.ts";
import { LenientLine } from "./lenient-line.ts";

/** A line that stays open between the requests of a session. */
export class HttpLine {
  readonly #agent: LineAgent;
  readonly #lenient: boolean;

  /** @param lenient reads answers that break the rules of HTTP (`httpLenient`) */
  constructor(line: Line, lenient = false) {
    this.#lenient = lenient;
    this.#agent = new LineAgent(line, lenient);
  }

  /**
   * Sends a request and waits for the whole answer. The first request connects; a line that the server has closed
   * meanwhile is opened again.
   * @throws QActionKitError `ERR_CONNECTION_...`, or `ERR_HTTP_ANSWER` for a body that is too long or broken.
   */
  async exchange(exchange: HttpExchange): Promise<Answer> {
    try {
      return await this.#once(exchange);
    } catch (error) {
      if (!(error instanceof StaleLine)) throw error;
      return await this.#once(exchange);
    }
  }

  /** Closes the line; a request under way fails. */
  close(): void {
    this.#agent.destroy();
  }

  async #once(exchange: HttpExchange): Promise<Answer> {
    const { url, maxBytes } = exchange;
    const { head, body } = await this.#receive(exchange);
    try {
      return { ...head, body: await unpack(body, headerOf(head, "Content-Encoding"), maxBytes) };
    } catch (cause) {
      throw new QActionKitError("ERR_HTTP_ANSWER", `${url}: the body cannot be unpacked: ${String(cause)}.`, {
        cause,
      });
    }
  }

  #receive(exchange: HttpExchange): Promise<{ head: Answer; body: Buffer }> {
    const { url, method, path, headers, body, timeoutMs, clock, maxBytes, signal } = exchange;
    return new Promise((resolve, reject) => {
      const request = httpRequest({
        agent: this.#agent,
        // The agent knows where to connect to; these are only required.
        ...{ host: "line", method: "GET", path: "/", signal, insecureHTTPParser: this.#lenient },
        headers: Object.fromEntries(headers),
      });
      const timer = clock.after(timeoutMs, () => {
        const message = `${url}: no complete answer within ${String(timeoutMs)} ms.`;
        fail(new QActionKitError("ERR_CONNECTION_TIMEOUT", message));
      });
      let settled = false;
      const fail = (error: Error): void => {
        if (settled) return;
        settled = true;
        timer.cancel();
        request.destroy();
        reject(failureOf(error, request, exchange, this.#lenient));
      };
      request.method = method;
      request.path = path;
      request.on("socket", (socket: Duplex) => {
        if (socket instanceof LenientLine) socket.expectAnswer();
      });
      request.on("error", fail);
      request.on("response", (answer) => {
        receiveBody(answer, maxBytes, url).then((bytes) => {
          if (settled) return;
          settled = true;
          timer.cancel();
          resolve({ head: answerOf(answer), body: bytes });
        }, fail);
      });
      request.on("upgrade", (answer, socket: Duplex) => {
        socket.destroy();
        fail(
          new QActionKitError(
            "ERR_HTTP_ANSWER",
            `${url}: the server answered '${answerOf(answer).statusLine}'.`,
          ),
        );
      });
      request.end(body);
    });
  }
}

/** A request, and how long it may take. */
export interface HttpExchange {
  /** For messages. */
  readonly url: string;
  readonly method: string;
  /** Request target; a whole URL for a proxy. */
  readonly path: string;
  readonly headers: readonly (readonly [key: string, value: string])[];
  readonly body: Uint8Array;
  /** ms for the whole exchange. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Bytes of the longest body, packed or unpacked. */
  readonly maxBytes: number;
  /** Aborts the request. */
  readonly signal: AbortSignal;
}

/** The server closed a kept line just as a request was sent on it (RFC 9112 section 9.3.1). */
class StaleLine extends Error {}

/** Connects by {@link dial}, one socket at a time, and keeps it. */
class LineAgent extends Agent {
  readonly #line: Line;
  readonly #lenient: boolean;
  readonly #dialling = new AbortController();

  constructor(line: Line, lenient: boolean) {
    super({ keepAlive: true, maxSockets: 1 });
    this.#line = line;
    this.#lenient = lenient;
  }

  override createConnection(
    _options: unknown,
    done: (error: Error | null, socket?: Duplex) => void,
  ): Duplex | undefined {
    const { signal } = this.#dialling;
    if (!this.#lenient) return dial(this.#line, signal, done);
    const line = dial(this.#line, signal, (error, socket) => {
      done(error, socket && new LenientLine(socket));
    });
    return line && new LenientLine(line);
  }

  override destroy(): void {
    this.#dialling.abort();
    super.destroy();
  }
}

function failureOf(
  error: Error,
  request: ClientRequest,
  { url, signal }: HttpExchange,
  lenient: boolean,
): Error {
  if (signal.aborted)
    return new QActionKitError("ERR_CONNECTION_ABORTED", `${url}: the request was given up.`);
  if (request.reusedSocket && ["ECONNRESET", "EPIPE"].includes(systemCode(error))) return new StaleLine();
  return connectionError(url, error, lenient ? "" : lenientHelp(error));
}

function receiveBody(answer: IncomingMessage, maxBytes: number, url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on("data", (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes) {
        reject(
          new QActionKitError(
            "ERR_HTTP_ANSWER",
            `${url}: the body is longer than ${String(maxBytes)} bytes.`,
          ),
        );
      }
    });
    answer.once("end", () => {
      resolve(Buffer.concat(chunks));
    });
    answer.once("error", reject);
  });
}
