/** Where a redirect leads, and which parts of the request it takes along (RFC 9110 section 15.4). */
import { QActionKitError } from "../../base/errors.ts";
import { authorityOf, isSamePlace, placeOfUrl, urlOf, type HttpRequest } from "./http-request.ts";
import { withoutLogins } from "../../protocol/secrets.ts";

/** Headers that describe a body. */
const ofBody = new Set(["content-type", "content-length"]);
/** Headers that another server may see: any other may hold a login, a session or a key. */
const harmless = new Set([
  ...["host", "user-agent", "connection", "cache-control", "content-encoding", "content-language"],
  ...["accept", "accept-charset", "accept-encoding", "accept-language", ...ofBody],
]);

/**
 * The request to send after a redirect. 303, and 301 or 302 after anything but GET and HEAD, become a GET without
 * body. Another server (scheme, host or port) gets nothing of a login or a session.
 * @throws QActionKitError `ERR_HTTP_ANSWER` when the location cannot be read, or leads from https to http
 */
export function redirected(request: HttpRequest, status: number, location: string): HttpRequest {
  const from = urlOf(request.place, request.path);
  const shown = withoutLogins(location);
  if (!URL.canParse(location, from))
    throw new QActionKitError("ERR_HTTP_ANSWER", `${from}: the redirect to '${shown}' cannot be read.`);
  const url = new URL(location, from);
  if (!["http:", "https:"].includes(url.protocol) || (request.place.secure && url.protocol === "http:")) {
    throw new QActionKitError("ERR_HTTP_ANSWER", `${from}: the redirect to '${shown}' is not followed.`);
  }
  const place = placeOfUrl(url);
  const method = request.method.toUpperCase();
  const asGet = method !== "HEAD" && method !== "GET" && (status === 303 || status === 301 || status === 302);
  const same = isSamePlace(place, request.place);
  const headers = request.headers
    .filter(([key]) => !(asGet && ofBody.has(key.toLowerCase())) && (same || harmless.has(key.toLowerCase())))
    .map(([key, value]): [string, string] => [
      key,
      key.toLowerCase() === "host" ? authorityOf(place) : value,
    ]);
  return {
    place,
    method: asGet ? "GET" : request.method,
    path: `${url.pathname}${url.search}`,
    headers,
    body: asGet ? new Uint8Array(0) : request.body,
  };
}
