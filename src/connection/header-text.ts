/** Header names and values as an HTTP/1.1 message can hold them (RFC 9110 section 5). */

/** True for a token: the only text a header name, a subprotocol or an extension may be (RFC 9110 section 5.6.2). */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}

/** What was written in place of a header name, for messages: a value that somebody wrote behind it is left out. */
export function headerName(text: string): string {
  return text.replace(/^([^\s:]+)[\s:].*$/s, "$1...");
}

/**
 * A header value for Node's HTTP client, which writes one byte a character: text that fits into Latin-1 as it is,
 * any other as its UTF-8 bytes. Control characters (line ends above all) are removed, blanks at the ends as well.
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
