/** What a stream entry says of an opening handshake: request and answer, secrets masked. */
import type { ClientRequest } from "node:http";
import type { ShownHeaders } from "../../protocol/secrets.ts";
import type { LineChange, RecordedHandshake } from "../../recording/recorded-entry.ts";
import { shownHead } from "../../recording/shown-head.ts";
import type { Answer } from "../connection.ts";

/** The head of a request as it is sent. */
export interface SentHead {
  readonly firstLine: string;
  readonly headers: readonly (readonly [key: string, value: string])[];
}

/** The head of a request that is about to be sent. */
export function sentHead(request: ClientRequest): SentHead {
  return {
    firstLine: `${request.method} ${request.path} HTTP/1.1`,
    headers: request.getRawHeaderNames().map((name) => [name, String(request.getHeader(name))] as const),
  };
}

/** The handshake of an opening, as far as it went. */
export function shownHandshake(
  request: SentHead | undefined,
  answer: Answer | undefined,
  shown: ShownHeaders,
): Pick<LineChange, "request" | "answer"> {
  return {
    ...(request && { request: shownHead(request.firstLine, request.headers, shown) }),
    ...(answer && { answer: shownAnswerHead(answer, shown) }),
  };
}

/** The head of an answer; a refusal with its body. */
function shownAnswerHead({ statusLine, headers, body }: Answer, shown: ShownHeaders): RecordedHandshake {
  const pairs = headers.map(({ key, value }) => [key, value] as const);
  const head = shownHead(statusLine, pairs, shown);
  return body === undefined ? head : { ...head, text: head.text + Buffer.from(body).toString("latin1") };
}
