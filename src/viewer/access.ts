/** Who may speak to the viewer: pages that it has served itself, opened with the address that it gave. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Bytes of a token: too many to guess. */
const tokenBytes = 24;

/** Loopback under the names that a browser uses for it. Any other name could be made to lead here (DNS rebinding). */
const ownHosts = ["127.0.0.1", "localhost", "[::1]"];

/** A new secret for an address. */
export function makeToken(): string {
  return randomBytes(tokenBytes).toString("base64url");
}

/** True for the same text, in a time that does not depend on where they differ. */
function same(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

/** What is wrong with a request: an HTTP status and a sentence. */
export interface Refusal {
  readonly status: 403 | 404 | 421;
  readonly why: string;
}

/** The path behind the token: `page.js` of `/TOKEN/page.js`; or why the request is refused. */
export function pathBehindToken(
  { url = "/", headers }: Pick<IncomingMessage, "url" | "headers">,
  token: string,
  port: number,
): { readonly path: string } | Refusal {
  const { host = "" } = headers;
  if (!ownHosts.some((own) => host === `${own}:${String(port)}` || (port === 80 && host === own)))
    return { status: 421, why: "The viewer answers on 127.0.0.1 only: open the address as it was printed." };
  const [, given = "", ...rest] = url.split("?", 1)[0]?.split("/") ?? [];
  if (!same(given, token))
    return {
      status: 403,
      why: "The address has no valid token. Open the address as it was printed; a run that starts again has a new one.",
    };
  return { path: rest.join("/") };
}

/** A WebSocket may only come from a page of this server: any site that is open in the browser could try (RFC 6455 section 10.2). */
export function isOwnOrigin({ headers }: Pick<IncomingMessage, "headers">): boolean {
  return headers.origin !== undefined && headers.origin === `http://${headers.host ?? ""}`;
}
