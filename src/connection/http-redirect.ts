/** Where a redirect leads, and what of the request goes along (RFC 9110 section 15.4). */
import { QActionKitError } from "../errors.ts";
import { authorityOf, placeOfUrl, urlOf, type HttpRequest } from "./http-request.ts";

/** Headers that describe a body. */
const ofBody = new Set(["content-type", "content-length"]);
/** Headers that are for one server only. */
const secret = new Set(["authorization", "cookie", "proxy-authorization"]);

/**
 * The request to send after a redirect. 303, and 301 or 302 after anything but GET and HEAD, become a GET without
 * body; logins and cookies do not go to another server.
 * @throws QActionKitError `ERR_HTTP_ANSWER` when the location cannot be read, or leads from https to http
 */
export function redirected(request: HttpRequest, status: number, location: string): HttpRequest {
  const from = urlOf(request.place, request.path);
  if (!URL.canParse(location, from))
    throw new QActionKitError("ERR_HTTP_ANSWER", `${from}: the redirect to '${location}' cannot be read.`);
  const url = new URL(location, from);
  if (!["http:", "https:"].includes(url.protocol) || (request.place.secure && url.protocol === "http:")) {
    throw new QActionKitError("ERR_HTTP_ANSWER", `${from}: the redirect to '${location}' is not followed.`);
  }
  const place = placeOfUrl(url);
  const method = request.method.toUpperCase();
  const asGet = method !== "HEAD" && method !== "GET" && (status === 303 || status === 301 || status === 302);
  const same = authorityOf(place) === authorityOf(request.place) && place.secure === request.place.secure;
  const headers = request.headers
    .filter(([key]) => !(asGet && ofBody.has(key.toLowerCase())) && (same || !secret.has(key.toLowerCase())))
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
