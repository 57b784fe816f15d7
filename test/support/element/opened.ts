/** Elements of tests: started, open, and listened to. */
import { Element } from "../../../src/element/element.ts";
import type { ElementEvent } from "../../../src/element/events.ts";
import type { ElementOptions } from "../../../src/element/element-settings.ts";
import type { Protocol } from "../../../src/protocol/model.ts";
import type { TestServer } from "./server.ts";

/** True for the event in which a parameter gets a value. */
export function sets(pid: number, value: unknown): (event: ElementEvent) => boolean {
  return (event) => event.type === "parameter" && event.pid === pid && event.value === value;
}

/** True for a phase of a connection. */
export function connectionIs(phase: string): (event: ElementEvent) => boolean {
  return (event) => event.type === "connection" && event.phase === phase;
}

/** Events of one element from now on. */
export function listen(element: Element): ElementEvent[] {
  const events: ElementEvent[] = [];
  element.subscribe((event) => events.push(event));
  return events;
}

/** Values that a parameter was set to, in order. */
export function valuesOf(events: readonly ElementEvent[], pid: number): unknown[] {
  return events.flatMap((event) => (event.type === "parameter" && event.pid === pid ? [event.value] : []));
}

/** Starts an element against a server and waits until its status parameter 7 is 1. */
export async function opened(
  protocol: Protocol,
  server: TestServer,
  options: ElementOptions = {},
): Promise<Element> {
  const element = new Element(protocol, { host: "ws://127.0.0.1", port: server.port, ...options });
  const open = element.when(sets(7, 1));
  await element.start();
  await open;
  return element;
}
