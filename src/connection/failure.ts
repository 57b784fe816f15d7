/** Turns every reason why a connection could not be opened into a stable error code and a sentence. */
import { QActionKitError, type ErrorCode } from "../base/errors.ts";

/** Codes of Node and OpenSSL by their prefixes; the first match counts. */
const causes: readonly (readonly [pattern: RegExp, code: ErrorCode])[] = [
  [
    /^(ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT)/,
    "ERR_CONNECTION_UNREACHABLE",
  ],
  [/^(EADDRINUSE|EACCES)/, "ERR_CONNECTION_PORT"],
  [/^(HPE_|ERR_INVALID_|ERR_HTTP_)/, "ERR_CONNECTION_HANDSHAKE"],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)/, "ERR_CONNECTION_LOST"],
  [
    /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_|PATH_LENGTH_|HOSTNAME_)/,
    "ERR_CONNECTION_TLS",
  ],
];

/** What to do, by the code of Node or OpenSSL; the first match counts. */
const advice: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^ECONNREFUSED/, "Nothing listens there: check the address, the port, and whether the device is on."],
  [/^EADDRINUSE/, "Another program uses that port of this machine: end it, or choose another port."],
  [/^EACCES/, "The system does not let this program use the port: choose one above 1023."],
  [/^(ENOTFOUND|EAI_)/, "No host of that name is known: check the address."],
  [
    /^(EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ETIMEDOUT)/,
    "The host does not answer: check the address, the network and firewalls.",
  ],
  [
    /^(ECONNRESET|ECONNABORTED)/,
    "The other side hung up: the port may expect another protocol, or TLS (wss:// or https://).",
  ],
  [
    /^HPE_INVALID_CONSTANT/,
    "The answer is not HTTP: check the port. One that expects TLS needs wss:// or https://.",
  ],
  [
    /^(EPROTO|ERR_SSL_)/,
    "The port may not expect TLS (write ws:// or http://), or expects another version of it.",
  ],
  [/^CERT_HAS_EXPIRED/, "Renew the certificate, or accept it (skipCertificateVerification, --insecure)."],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID/,
    "Use a name of the certificate as address or as tls.serverName, or accept it (skipCertificateVerification, --insecure).",
  ],
  [
    /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/,
    "Name its issuer, or the certificate itself if it is self-signed (tls.ca, --ca FILE), or accept it (skipCertificateVerification, --insecure).",
  ],
];

/** Node's codes for faults of an answer that `httpLenient` accepts. */
const overlooked: ReadonlySet<string> = new Set([
  ...["HPE_CR_EXPECTED", "HPE_LF_EXPECTED", "HPE_INVALID_HEADER_TOKEN"],
  ...["HPE_INVALID_CONTENT_LENGTH", "HPE_INVALID_TRANSFER_ENCODING"],
]);

/** What to do about an answer that breaks the rules of HTTP, `""` when nothing helps. */
export function lenientHelp(error: unknown): string {
  return overlooked.has(systemCode(error)) ? " The option httpLenient reads answers with such faults." : "";
}

/** The error of a failed opening: `url` is the address, `error` comes from Node or `ws`, `help` is a further sentence. */
export function connectionError(url: string, error: unknown, help = ""): QActionKitError {
  if (error instanceof QActionKitError) return error;
  const code = systemCode(error);
  const found = causes.find(([pattern]) => pattern.test(code));
  const text = messageOf(error);
  const [, toDo] = advice.find(([pattern]) => pattern.test(code)) ?? [];
  return new QActionKitError(
    found?.[1] ?? "ERR_CONNECTION_HANDSHAKE",
    `${url}: ${text}${text.endsWith(".") ? "" : "."}${toDo === undefined ? "" : ` ${toDo}`}${help}`,
    {
      cause: error,
      ...(code === "" ? {} : { details: { cause: code } }),
    },
  );
}

/** `code` of a Node error, `""` when it has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** For a host with several addresses Node has one error for all of them, without a message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") {
    return error.errors.map((part: unknown) => messageOf(part)).join("; ");
  }
  if (!(error instanceof Error)) return String(error);
  // OpenSSL puts addresses and places of its source around the reason.
  const [, reason] = /:SSL routines:[^:]*:([^:]+):/.exec(error.message) ?? [];
  return reason ?? (error.message || systemCode(error) || error.name);
}
