/** Header names and values that an HTTP/1.1 message can carry (RFC 9110 section 5). */

/** True for a token: the only text a header name, a subprotocol or an extension may be (RFC 9110 section 5.6.2). */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}

/** What was written instead of a header name, for messages, without a value that follows it. */
export function headerName(text: string): string {
  return text.replace(/^([^\s:]+)[\s:].*$/s, "$1...");
}

/**
 * A header value for Node's HTTP client, which writes one byte for each character: text in Latin-1 unchanged, any other
 * text as its UTF-8 bytes. Control characters, line ends above all, and blanks at the ends are removed.
 */
export function headerValue(text: string): string {
  const clean = text
    .replaceAll(/\p{Cc}/gu, (control) => (control === "\t" || control >= "\x80" ? control : ""))
    .trim();
  return /[\u0100-\uffff]/.test(clean) ? Buffer.from(clean, "utf8").toString("latin1") : clean;
}

/** The credentials of a Basic login (RFC 7617), for `Authorization` and `Proxy-Authorization`. */
export function basicCredentials(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
}
