/** Status line and headers of an HTTP answer, as received. */
import type { IncomingMessage } from "node:http";
import type { Answer, AnswerHeader } from "./connection.ts";

/** Bytes kept of the body of a refused handshake. */
export const bodyLimit = 1 << 20;

/** Head of an answer. */
export function answerOf(message: IncomingMessage): Answer {
  const status = message.statusCode ?? 0;
  const text = message.statusMessage ?? "";
  return {
    statusLine: `HTTP/${message.httpVersion} ${String(status)} ${text}`.trimEnd(),
    status,
    headers: headersOf(message.rawHeaders),
  };
}

/** Node lists keys and values alternately. */
function headersOf(raw: readonly string[]): AnswerHeader[] {
  const headers: AnswerHeader[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers.push({ key: raw[index] ?? "", value: raw[index + 1] ?? "" });
  }
  return headers;
}

/** All values of a header, joined by CR LF as a parameter gets them; undefined when it is missing. */
export function headerOf(answer: Answer, key: string): string | undefined {
  const wanted = key.toLowerCase();
  const values = answer.headers
    .filter((header) => header.key.toLowerCase() === wanted)
    .map(({ value }) => value);
  return values.length === 0 ? undefined : values.join("\r\n");
}
