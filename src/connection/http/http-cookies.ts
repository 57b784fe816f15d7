/** Cookies of one HTTP connection: returned to the server that set them while the connection lives (RFC 6265). */
import { parseSetCookie } from "cookie";
import type { Clock } from "../../base/clock.ts";
import type { Answer } from "../connection.ts";
import { authorityOf, type HttpPlace } from "./http-request.ts";

interface Kept {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** ms since 1970; `Infinity`: for as long as the connection lives. */
  readonly expires: number;
}

/** Cookies a server may have here (RFC 6265 section 6.1 asks for 50 at least). */
const mostCookies = 200;

/**
 * The cookies of a connection. They are sent only to the scheme, host and port that set them, whatever their `Domain`.
 */
export class Cookies {
  readonly #clock: Clock;
  /** By server, oldest first. */
  readonly #kept = new Map<string, Kept[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Keeps, replaces and removes what an answer says (RFC 6265 section 5.3). */
  store(answer: Answer, place: HttpPlace, requestPath: string): void {
    for (const { key, value } of answer.headers) {
      if (key.toLowerCase() === "set-cookie") this.#set(value, place, requestPath);
    }
  }

  /** Value of the `Cookie` header of a request; undefined when there is none to send (RFC 6265 section 5.4). */
  header(place: HttpPlace, requestPath: string): string | undefined {
    const now = this.#clock.now();
    const path = pathOf(requestPath);
    const sent = (this.#kept.get(serverOf(place)) ?? [])
      .filter((cookie) => cookie.expires > now && covers(cookie.path, path))
      .toSorted((one, other) => other.path.length - one.path.length);
    return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  #set(text: string, place: HttpPlace, requestPath: string): void {
    const equals = text.indexOf("=");
    const end = text.indexOf(";");
    if (equals <= 0 || (end >= 0 && end < equals)) return;
    const read = parseSetCookie(text, { decode: (value) => value });
    const { name, value = "", path, secure } = read;
    if (name === "" || (secure === true && !place.secure)) return;
    const cookie: Kept = {
      name,
      value,
      path: path?.startsWith("/") === true ? path : defaultPath(requestPath),
      expires: this.#expiryOf(read),
    };
    const server = serverOf(place);
    const others = (this.#kept.get(server) ?? []).filter(
      (one) => one.name !== cookie.name || one.path !== cookie.path,
    );
    if (cookie.expires > this.#clock.now()) others.push(cookie);
    this.#kept.set(server, others.slice(-mostCookies));
  }

  /** `Max-Age` overrides `Expires`. */
  #expiryOf({ maxAge, expires }: ReturnType<typeof parseSetCookie>): number {
    if (maxAge !== undefined) return maxAge <= 0 ? -Infinity : this.#clock.now() + maxAge * 1000;
    return expires?.getTime() ?? Infinity;
  }
}

function serverOf(place: HttpPlace): string {
  return `${place.secure ? "https" : "http"}://${authorityOf(place)}`;
}

function pathOf(requestPath: string): string {
  return requestPath.replace(/[?#].*$/s, "");
}

/** RFC 6265 section 5.1.4. */
function defaultPath(requestPath: string): string {
  const path = pathOf(requestPath);
  const last = path.lastIndexOf("/");
  return last <= 0 ? "/" : path.slice(0, last);
}

/** Path-match of RFC 6265 section 5.1.4. */
function covers(cookiePath: string, path: string): boolean {
  if (!path.startsWith(cookiePath)) return false;
  return cookiePath.length === path.length || cookiePath.endsWith("/") || path[cookiePath.length] === "/";
}
