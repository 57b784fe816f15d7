/** Connectors of tests that poll by HTTP, and elements that run them against a server. */
import { Element } from "../../../src/element/element.ts";
import type { ElementEvent } from "../../../src/element/events.ts";
import type { ElementOptions } from "../../../src/element/element-settings.ts";
import type { WebServer } from "../connection/web-server.ts";
import { connector, join, numberParam, onChange, textParam, type ConnectorParts } from "./connector.ts";

/** `Http` connection of an id. */
export function http(id: number, communication = ""): string {
  return `<Connection id="${String(id)}" name="HTTP ${String(id)}"><Http><CommunicationOptions>${communication}</CommunicationOptions>
    <UserSettings><TimeoutTime><DefaultValue>1500</DefaultValue></TimeoutTime><Retries><DefaultValue>0</DefaultValue></Retries></UserSettings></Http></Connection>`;
}

/** One Connection of a session: status line into 20, header X-Tag into 21, body into 22. */
export function step(request: string, { id = 1, attributes = "" } = {}): string {
  return `<Connection id="${String(id)}" ${attributes}><Request ${request}</Request><Response statusCode="20">
    <Headers><Header key="X-Tag" pid="21"/></Headers><Content pid="22"/></Response></Connection>`;
}

/** A session. */
export function session(steps: string, { id = 1, attributes = "" } = {}): string {
  return `<Session id="${String(id)}" name="S${String(id)}" ${attributes}>${steps}</Session>`;
}

/** A group that polls sessions, executed when write parameter 40 is set. */
export function polling(sessions: string, attributes = ""): ConnectorParts {
  return {
    groups: `<Group id="1" ${attributes}><Name>poll</Name><Content>${sessions}</Content></Group>`,
    ...onChange(40, { id: 40, action: "execute", groups: "1" }),
  };
}

/** A connector of one HTTP connection that runs session 1 when 40 is set; parameters 23 to 26 are texts. */
export function httpConnector(
  sessions: string,
  parts: ConnectorParts = {},
  poll = polling("<Session>1</Session>"),
): ReturnType<typeof connector> {
  const params = [20, 21, 22, 23, 24, 25, 26].map((id) => textParam(id)).join("") + numberParam(40, "write");
  return connector(join({ connections: http(0), responses: "", ...parts }, { params, http: sessions }, poll));
}

/** Starts an element whose connection 0 polls a server. */
export async function polled(
  protocol: ReturnType<typeof connector>,
  server: Pick<WebServer, "port">,
  options: ElementOptions = {},
): Promise<Element> {
  const element = new Element(protocol, { host: "127.0.0.1", port: server.port, ...options });
  await element.start();
  return element;
}

/** True when group 1 is over. */
export const groupOver = (event: ElementEvent): boolean =>
  event.type === "group" && event.id === 1 && event.phase === "finished";

/** Queues the group and waits for its end. */
export async function poll(element: Element): Promise<void> {
  const over = element.when(groupOver);
  await element.set(40, 1);
  await over;
}
