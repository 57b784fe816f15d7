/** `HTTP`: sessions, their requests, and the parameters that take the answers. */
import { list, made } from "../frozen.ts";
import type { KeyedText, Session, SessionConnection, TextOrPid } from "../model.ts";
import { collect, objectKinds } from "./read-objects.ts";
import type { Located, Reading } from "./reading.ts";
import { flag, integer } from "./read-values.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";

/** Reads `HTTP`, in file order. */
export function readSessions(
  reading: Reading,
  section: XmlElement | undefined,
): ReadonlyMap<number, Session> {
  return collect(reading, section, objectKinds.session, (element, id) => readSession(reading, element, id));
}

function readSession(reading: Reading, element: XmlElement, id: number): Session {
  const what = `session ${String(id)}`;
  const text = (name: string): Located | undefined => reading.attribute(element, name);
  return made<Session>({
    id,
    name: text("name")?.value ?? "",
    timeoutMs: integer(reading, text("timeout"), `timeout of ${what}`, { min: 0 }),
    ignoreTimeout: flag(reading, text("ignoretimeout"), `ignoreTimeout of ${what}`),
    keepAlive: flag(reading, text("keepalive"), `keepAlive of ${what}`),
    loginMethod: text("loginmethod")?.value.toLowerCase(),
    userName: numberIsPid(text("username")),
    password: numberIsPid(text("password")),
    proxyServer: numberIsPid(text("proxyserver")),
    proxyUser: numberIsPid(text("proxyuser")),
    proxyPassword: numberIsPid(text("proxypassword")),
    connections: list(
      childrenNamed(element, "connection").map((child) => readSessionConnection(reading, child, what)),
    ),
    position: element.position,
  });
}

function readSessionConnection(reading: Reading, element: XmlElement, session: string): SessionConnection {
  const id = integer(reading, reading.attribute(element, "id"), `The id of a Connection of ${session}`, {
    min: 0,
  });
  if (reading.attribute(element, "id") === undefined) {
    reading.report("ID_MISSING", `A Connection of ${session} has no id. Give it one.`, element.position);
  }
  const what = `connection ${String(id ?? 0)} of ${session}`;
  const request = reading.child(element, "request");
  const response = reading.child(element, "response");
  const data = reading.child(request, "data");
  const responseContent = reading.child(response, "content");
  const attribute = (tag: XmlElement | undefined, name: string): Located | undefined =>
    tag === undefined ? undefined : reading.attribute(tag, name);
  const verb = attribute(request, "verb")?.value;
  return made<SessionConnection>({
    id: id ?? 0,
    // A verb that is not made of letters falls back to GET (`ConnectionsHttpImplementing`).
    verb: verb !== undefined && /^[A-Za-z]+$/.test(verb) ? verb.toUpperCase() : "GET",
    url: attribute(request, "url")?.value,
    pid: integer(reading, attribute(request, "pid"), `Request@pid of ${what}`),
    headers: keyedTexts(reading, reading.child(request, "headers"), "header", what),
    data: data === undefined ? undefined : textOrPid(reading, data, what),
    parameters: keyedTexts(reading, reading.child(request, "parameters"), "parameter", what),
    timeoutMs: integer(reading, attribute(element, "timeout"), `timeout of ${what}`, { min: 0 }),
    ignoreTimeout: flag(reading, attribute(element, "ignoretimeout"), `ignoreTimeout of ${what}`),
    statusCodePid: integer(reading, attribute(response, "statuscode"), `Response@statusCode of ${what}`),
    responseHeaders: responseHeaders(reading, reading.child(response, "headers"), what),
    contentPid: integer(reading, attribute(responseContent, "pid"), `Response/Content@pid of ${what}`),
    position: element.position,
  });
}

function keyedTexts(
  reading: Reading,
  parent: XmlElement | undefined,
  tag: string,
  what: string,
): readonly KeyedText[] {
  return list(
    childrenNamed(parent, tag).map((child) =>
      made<KeyedText>({
        key: reading.attribute(child, "key")?.value ?? "",
        ...textOrPid(reading, child, what),
        position: child.position,
      }),
    ),
  );
}

function responseHeaders(
  reading: Reading,
  parent: XmlElement | undefined,
  what: string,
): SessionConnection["responseHeaders"] {
  const headers: SessionConnection["responseHeaders"][number][] = [];
  for (const child of childrenNamed(parent, "header")) {
    const pid = integer(reading, reading.attribute(child, "pid"), `pid of a response header of ${what}`);
    const key = reading.attribute(child, "key")?.value;
    if (pid !== undefined && key !== undefined) headers.push(Object.freeze({ key, pid }));
    else {
      reading.report(
        "TAG_MISSING",
        `A response header of ${what} was left out: it needs key and pid.`,
        child.position,
      );
    }
  }
  return list(headers);
}

/** The parameter named by `@pid`, else the text of the element. */
function textOrPid(reading: Reading, element: XmlElement, what: string): TextOrPid {
  const pid = integer(reading, reading.attribute(element, "pid"), `pid of ${element.name} of ${what}`);
  return made<TextOrPid>({ pid, text: pid === undefined ? reading.content(element)?.value : undefined });
}

/** In user names, passwords and proxies a number is a parameter id. */
function numberIsPid(located: Located | undefined): TextOrPid | undefined {
  if (located === undefined) return undefined;
  return Object.freeze(
    /^\d+$/.test(located.value) ? { pid: Number(located.value) } : { text: located.value },
  );
}
