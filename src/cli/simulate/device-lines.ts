/** Events of a device as lines for people. */
import type { DeviceEvent } from "../../device/device-events.ts";
import { paint, type Style } from "../paint.ts";
import { payload } from "../run/human-lines.ts";

const styles: Readonly<Record<DeviceEvent["type"], Style>> = {
  open: "cyan",
  closed: "cyan",
  in: "green",
  out: "dim",
  unmatched: "yellow",
  fault: "magenta",
};

/** What an event says besides its type. */
function detail(event: DeviceEvent): string {
  switch (event.type) {
    case "open":
      return `${event.peer} ${event.url}`.trimEnd();
    case "closed":
      return `${event.code === undefined ? "" : String(event.code)} ${event.reason ?? ""}`.trim();
    case "in":
      // A request has its method and path in the text, and its body in the bytes.
      return event.bytes.length === 0 ? event.text : payload(event.bytes);
    case "out":
      return payload(event.bytes);
    case "unmatched":
      return "no rule of the device fits this message";
    case "fault":
      return event.fault;
  }
}

/** One line: time, device and face, number of the line, what happened. */
export function deviceLine(event: DeviceEvent, colours: boolean): string {
  const time = new Date(event.at).toISOString().slice(11, 23);
  const place = `${event.device}/${event.face} ${String(event.line)}`;
  return `${time} ${place} ${paint(styles[event.type], event.type, colours)} ${detail(event)}`.trimEnd();
}
