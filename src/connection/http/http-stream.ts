/** HTTP requests and answers as the stream shows them: head and body, with secrets masked. */
import type { Answer } from "../connection.ts";
import type { HttpRequest } from "./http-request.ts";
import type { ShownHeaders } from "../../protocol/secrets.ts";

/** A request; a character of the head is a byte. */
export function requestBytes(
  { method, path, headers, body }: Pick<HttpRequest, "method" | "path" | "headers" | "body">,
  shown: ShownHeaders,
): Uint8Array {
  return message(`${method} ${shown.text(path)} HTTP/1.1`, headers, body, shown);
}

/** An answer, its body unpacked. */
export function answerBytes(
  { statusLine, headers, body = new Uint8Array(0) }: Answer,
  shown: ShownHeaders,
): Uint8Array {
  const pairs = headers.map(({ key, value }) => [key, value] as const);
  return message(statusLine, pairs, body, shown);
}

function message(
  firstLine: string,
  headers: readonly (readonly [key: string, value: string])[],
  body: Uint8Array,
  shown: ShownHeaders,
): Uint8Array {
  const lines = headers.map(([key, value]) => `${key}: ${shown.value(key, value)}\r\n`).join("");
  return Buffer.concat([Buffer.from(`${firstLine}\r\n${lines}\r\n`, "latin1"), body]);
}
