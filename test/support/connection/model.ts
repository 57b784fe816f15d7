/** Pieces of a protocol's model, with what a test does not care about filled in. */
import type { ConnectionDefinition, Session, SessionConnection } from "../../../src/protocol/model.ts";

const position = { line: 1, column: 1, offset: 0 };

/** A WebSocket connection with id 0. */
export function definition(given: Partial<ConnectionDefinition> = {}): ConnectionDefinition {
  return {
    id: 0,
    name: "HTTP Connection - Events",
    kind: "http",
    position,
    settings: {},
    webSocket: true,
    makeCommandByProtocol: true,
    customRedirect: false,
    redundantPolling: false,
    communicationOptions: [],
    ...given,
  };
}

/** One request of a session. Headers: a number is a pid, a text is literal. */
export function request(
  given: Omit<Partial<SessionConnection>, "headers"> & {
    headers?: Readonly<Record<string, number | string>>;
  } = {},
): SessionConnection {
  const { headers = {}, ...rest } = given;
  return {
    id: 1,
    verb: "GET",
    headers: Object.entries(headers).map(([key, value]) =>
      typeof value === "number" ? { key, position, pid: value } : { key, position, text: value },
    ),
    parameters: [],
    ignoreTimeout: false,
    responseHeaders: [],
    position,
    ...rest,
  };
}

/** A session, with one request unless said otherwise. */
export function session(given: Partial<Session> = {}): Session {
  return {
    id: 25,
    name: "Handshake",
    ignoreTimeout: false,
    keepAlive: false,
    connections: [request()],
    position,
    ...given,
  };
}

/** Parameters by id, as a connection reads them. */
export function parameters(
  values: Record<number, string>,
): (pid: number) => { text: string; bytes: Uint8Array } | undefined {
  return (pid) => {
    const text = values[pid];
    return text === undefined ? undefined : { text, bytes: Buffer.from(text, "utf8") };
  };
}
