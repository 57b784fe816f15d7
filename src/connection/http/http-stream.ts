/** HTTP requests and answers as the stream shows them: head and body, with secrets masked. */
import type { ShownHeaders } from "../../protocol/secrets.ts";
import { shownHead, shownMessage } from "../../recording/shown-head.ts";
import type { Answer, ConnectionStreamEntry } from "../connection.ts";
import type { HttpRequest } from "./http-request.ts";

/** What a stream entry shows of a message. */
type Shown = Pick<ConnectionStreamEntry, "bytes" | "masked">;

/** A request; a character of the head is a byte. */
export function shownRequest(
  { method, path, headers, body }: Pick<HttpRequest, "method" | "path" | "headers" | "body">,
  shown: ShownHeaders,
): Shown {
  return shownMessage(shownHead(`${method} ${path} HTTP/1.1`, headers, shown), body);
}

/** An answer, its body unpacked. */
export function shownAnswer(
  { statusLine, headers, body = new Uint8Array(0) }: Answer,
  shown: ShownHeaders,
): Shown {
  const pairs = headers.map(({ key, value }) => [key, value] as const);
  return shownMessage(shownHead(statusLine, pairs, shown), body);
}
