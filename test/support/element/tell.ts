/** The event log as short lines, so that a test can show a whole walk. */
import type { ElementEvent } from "../../../src/element/events.ts";

/** One event in a few words; addresses and times left out. */
export function tell(event: ElementEvent): string {
  switch (event.type) {
    case "state":
      return `state ${event.state}${event.timeout ? " in timeout" : ""}`;
    case "connection":
      return `connection ${String(event.connection)} ${event.phase}${event.code === undefined ? "" : ` ${String(event.code)}`}`;
    case "parameter":
      return `${String(event.pid)} = ${String(event.value)} by ${event.source}${event.changed ? "" : " (equal)"}`;
    case "stream": {
      const { direction, note, bytes } = event.entry;
      if (direction === "state") return "stream --";
      return `stream ${direction === "out" ? "<<" : ">>"} ${note ?? Buffer.from(bytes ?? []).toString("utf8")}`;
    }
    case "log":
      return `log ${event.code ?? event.message}`;
    case "qaction":
      return `QAction ${String(event.id)} ${event.phase}`;
    case "trigger":
      return `trigger ${String(event.id)}`;
    case "action":
      return `action ${event.action}${event.ok ? "" : " failed"}`;
    case "group":
      return `group ${String(event.id)} ${event.phase}`;
    case "pair":
      return `pair ${String(event.id)} ${event.phase}${event.attempt === undefined ? "" : ` ${String(event.attempt)}`}`;
    case "session":
      return `session ${String(event.id)} ${event.phase}`;
    case "response":
      return `response ${String(event.id)} ${event.phase}`;
    case "unmatched":
      return "unmatched";
    case "timer":
      return `timer ${String(event.id)} ${event.phase}`;
    case "saved":
      return `saved ${event.parameters.map(({ pid }) => String(pid)).join(" ")}`;
    case "display":
      return `display of ${String(event.pid)} ${event.cleared === true ? "cleared" : "sent"}`;
    case "message":
      return `message ${event.message}`;
    case "notify":
      return `${event.call} ${String(event.number)}`;
    case "normalized":
      return `nominal of ${String(event.pid)}`;
  }
}

/** Lines of the wanted kinds, in order. */
export function story(events: readonly ElementEvent[], kinds: readonly ElementEvent["type"][]): string[] {
  return events.filter(({ type }) => kinds.includes(type)).map(tell);
}
