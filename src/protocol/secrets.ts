/** Secrets in what the kit shows of its traffic: logins, cookies and keys in headers, credentials in addresses. */
import type { ConnectionOptions } from "../options/register.ts";

/** What stands in place of a secret. */
export const masked = "***";

/** Headers whose values are secrets wherever they occur, lower case. */
const secretNames: ReadonlySet<string> = new Set([
  ...["authorization", "proxy-authorization", "cookie", "cookie2", "set-cookie", "set-cookie2"],
  ...["api-key", "x-api-key", "x-access-token", "x-auth-token", "x-csrf-token", "x-xsrf-token"],
]);

/** Login schemes that are shown in front of masked credentials (IANA's registry of authentication schemes). */
const loginSchemes = /^(Basic|Bearer|Digest|Negotiate|NTLM)\s+\S/i;

/** Where a secret stood: offset in what is shown, bytes that stand there in its place, bytes of the secret. */
export type MaskedPart = readonly [at: number, shown: number, length: number];

/** The part in which a text differs from how it is shown; `at` is the offset of the shown text. */
export function maskedPart(real: string, shown: string, at: number): MaskedPart {
  const most = Math.min(real.length, shown.length);
  let before = 0;
  while (before < most && real[before] === shown[before]) before++;
  let behind = 0;
  while (behind < most - before && real.at(-1 - behind) === shown.at(-1 - behind)) behind++;
  return [at + before, shown.length - before - behind, real.length - before - behind];
}

/** The options this file obeys. */
export type SecretOptions = Pick<ConnectionOptions, "streamSecrets" | "streamSecretHeaders">;

const maskedByDefault: SecretOptions = { streamSecrets: "mask", streamSecretHeaders: "" };

/** Headers of requests and answers as they may be shown; what goes over the line is never touched. */
export class ShownHeaders {
  readonly #masks: boolean;
  /** Further headers with secrets, lower case. */
  readonly #named: readonly string[];

  /** Without options secrets are masked. */
  constructor({ streamSecrets, streamSecretHeaders }: SecretOptions = maskedByDefault) {
    this.#masks = streamSecrets !== "show";
    this.#named = streamSecretHeaders
      .split(";")
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== "");
  }

  /** True for a header whose value is masked. */
  hides(key: string): boolean {
    if (!this.#masks) return false;
    const name = key.trim().toLowerCase();
    return secretNames.has(name) || this.#named.includes(name);
  }

  /** The value of a header: names of cookies and the scheme of a login stay readable. */
  value(key: string, value: string): string {
    if (!this.#masks) return value;
    return this.hides(key) ? maskedValue(key.trim().toLowerCase(), value) : this.text(value);
  }

  /** A request target, an address, or another text that may hold addresses. */
  text(text: string): string {
    return this.#masks ? withoutLogins(text) : text;
  }
}

function maskedValue(key: string, value: string): string {
  const cookies = value.split(";");
  if (key === "cookie") return cookies.map(maskedCookie).join(";");
  // The attributes of a cookie are no secret.
  if (key === "set-cookie") return [maskedCookie(cookies[0] ?? ""), ...cookies.slice(1)].join(";");
  const scheme = loginSchemes.exec(value)?.[1];
  return scheme === undefined ? masked : `${scheme} ${masked}`;
}

function maskedCookie(cookie: string): string {
  const equals = cookie.indexOf("=");
  return `${equals < 0 ? "" : cookie.slice(0, equals + 1)}${masked}`;
}

/** A text in which no URL has user name and password any more. */
export function withoutLogins(text: string): string {
  return text.replaceAll(/(^|:)\/\/[^/?#\s]*@/g, `$1//${masked}@`);
}
