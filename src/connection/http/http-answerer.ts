/** Calls a function that answers HTTP requests in place of servers, within the request's timeout, and checks its answer. */
import type { Clock } from "../../base/clock.ts";
import { QActionKitError } from "../../base/errors.ts";
import type { Answer, AnswerHeader, HttpAnswerer, SentRequest } from "../connection.ts";

/** How long the function may take. */
export interface AnswererTime {
  /** ms for the whole answer. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Aborts the request. */
  readonly signal: AbortSignal;
}

/**
 * Calls the function. An error that it throws counts as a server that cannot be reached.
 * @throws QActionKitError `ERR_CONNECTION_UNREACHABLE`, `_TIMEOUT` or `_ABORTED`; `ERR_HTTP_ANSWER` for something that is not an answer
 */
export async function askAnswerer(
  answerer: HttpAnswerer,
  request: SentRequest,
  time: AnswererTime,
): Promise<Answer> {
  let given: unknown;
  try {
    given = answerer(request);
    if (given instanceof Promise) given = await within(given, request.url, time);
  } catch (cause) {
    if (cause instanceof QActionKitError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new QActionKitError("ERR_CONNECTION_UNREACHABLE", `${request.url}: ${why}`, { cause });
  }
  return checked(given, request.url);
}

function within(
  given: Promise<unknown>,
  url: string,
  { timeoutMs, clock, signal }: AnswererTime,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(timeoutMs, () => {
      const message = `${url}: no complete answer within ${String(timeoutMs)} ms.`;
      end(() => {
        reject(new QActionKitError("ERR_CONNECTION_TIMEOUT", message));
      });
    });
    const giveUp = (): void => {
      end(() => {
        reject(new QActionKitError("ERR_CONNECTION_ABORTED", `${url}: the request was given up.`));
      });
    };
    const end = (settle: () => void): void => {
      timer.cancel();
      signal.removeEventListener("abort", giveUp);
      settle();
    };
    signal.addEventListener("abort", giveUp);
    if (signal.aborted) giveUp();
    given.then(
      (answer) => {
        end(() => {
          resolve(answer);
        });
      },
      (error: unknown) => {
        end(() => {
          reject(error instanceof Error ? error : new Error(String(error)));
        });
      },
    );
  });
}

/** The complete answer; what was left out gets its default. */
function checked(given: unknown, url: string): Answer {
  const wrong = (what: string): QActionKitError =>
    new QActionKitError(
      "ERR_HTTP_ANSWER",
      `${url}: the answer function gave ${what}. Give an object with status (100..999) and, as needed, statusLine, ` +
        "headers ([{ key, value }]) and body (Uint8Array).",
    );
  if (typeof given !== "object" || given === null) throw wrong(given === null ? "null" : typeof given);
  const { status, statusLine, headers = [], body } = given as Readonly<Record<string, unknown>>;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 100 || status > 999)
    throw wrong("no status");
  if (statusLine !== undefined && typeof statusLine !== "string") throw wrong("a statusLine that is no text");
  if (!Array.isArray(headers) || !headers.every(isHeader))
    throw wrong("headers that are no list of key and value");
  if (body !== undefined && !(body instanceof Uint8Array)) throw wrong("a body that is no Uint8Array");
  return {
    statusLine: statusLine ?? `HTTP/1.1 ${String(status)}`,
    status,
    headers,
    ...(body === undefined ? {} : { body }),
  };
}

function isHeader(header: unknown): header is AnswerHeader {
  if (typeof header !== "object" || header === null) return false;
  const { key, value } = header as Readonly<Record<string, unknown>>;
  return typeof key === "string" && typeof value === "string";
}
