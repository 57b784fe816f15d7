/** The texts of answers and failures that `On communication` triggers and `NoTimeout` name. */
import type { ErrorCode, QActionKitError } from "../../base/errors.ts";
import { memoize } from "../../base/memo.ts";
import type { Protocol } from "../../protocol/model.ts";

/** Number and name of a Windows error. */
type WinHttpError = readonly [number: number, name: string];

/** The error of WinHTTP (WinHTTP error messages, winhttp.h) for each way in which a request can fail. */
const errors: Readonly<Partial<Record<ErrorCode, WinHttpError>>> = {
  ERR_CONNECTION_TIMEOUT: [12002, "ERROR_WINHTTP_TIMEOUT"],
  ERR_CONNECTION_ADDRESS: [12005, "ERROR_WINHTTP_INVALID_URL"],
  ERR_CONNECTION_ABORTED: [12017, "ERROR_WINHTTP_OPERATION_CANCELLED"],
  ERR_CONNECTION_UNREACHABLE: [12029, "ERROR_WINHTTP_CANNOT_CONNECT"],
  ERR_CONNECTION_PROXY: [12029, "ERROR_WINHTTP_CANNOT_CONNECT"],
  ERR_CONNECTION_LOST: [12030, "ERROR_WINHTTP_CONNECTION_ERROR"],
  ERR_CONNECTION_HANDSHAKE: [12152, "ERROR_WINHTTP_INVALID_SERVER_RESPONSE"],
  ERR_HTTP_ANSWER: [12152, "ERROR_WINHTTP_INVALID_SERVER_RESPONSE"],
  ERR_CONNECTION_TLS: [12175, "ERROR_WINHTTP_SECURE_FAILURE"],
};

const unknownHost: WinHttpError = [12007, "ERROR_WINHTTP_NAME_NOT_RESOLVED"];

/**
 * The texts of a request that failed, the one that `On communication` reacts to first: the status line of an answer,
 * else for example `Error : 12029. [ERROR_WINHTTP_CANNOT_CONNECT]` (`Protocol.Triggers.Trigger.Time`). A request
 * without answer in time is `TIMEOUT` too (`Protocol.NoTimeouts`). None for errors that no page has a text for.
 */
export function communicationTexts(
  error: QActionKitError | undefined,
  statusLine: string | undefined,
): readonly string[] {
  if (statusLine !== undefined) return [statusLine];
  const found = error === undefined ? undefined : isUnknownHost(error) ? unknownHost : errors[error.code];
  if (found === undefined) return [];
  const [number, name] = found;
  const text = `Error : ${String(number)}. [${name}]`;
  return error?.code === "ERR_CONNECTION_TIMEOUT" ? [text, "TIMEOUT"] : [text];
}

/** The resolver of Node says so in the code of its error. */
function isUnknownHost({ code, details }: QActionKitError): boolean {
  return code === "ERR_CONNECTION_UNREACHABLE" && details["cause"] === "ENOTFOUND";
}

/** A text as a protocol writes it: plain, or `0x` and the bytes of its characters in hexadecimal. */
export function writtenText(text: string): string {
  const digits = /^0x((?:[0-9a-f]{2})+)$/i.exec(text)?.[1];
  return digits === undefined ? text : Buffer.from(digits, "hex").toString("latin1");
}

/** Messages that excuse a timeout (`NoTimeouts`); a character is a byte. */
export const excusedTexts: (protocol: Pick<Protocol, "noTimeouts">) => ReadonlySet<string> = memoize(
  ({ noTimeouts }) => new Set(noTimeouts.map(writtenText)),
);
