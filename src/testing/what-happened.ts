/** What happened in the element of a test, in words for failures. */
import { explainedCall } from "../element/explained-call.ts";
import type { ElementEvent } from "../element/events.ts";
import type { Value } from "../parameter/value.ts";
import type { Protocol } from "../protocol/model.ts";

/** Most lines of one kind that a failure lists; the last ones. */
const mostListed = 5;

function last(lines: readonly string[]): string {
  const left = lines.length - mostListed;
  return (left > 0 ? [`(${String(left)} before)`] : []).concat(lines.slice(-mostListed)).join("\n  ");
}

/** A line of the log with the code or the QAction that it comes from. */
export function logLine(
  event: Extract<ElementEvent, { readonly type: "log" }>,
  protocol: Protocol | undefined,
): string {
  const from = event.qaction === undefined ? event.code : `QAction ${String(event.qaction)}`;
  return `${from === undefined ? "" : `${from}: `}${event.message}${explainedCall(event, protocol)}`;
}

/** True if the last message is the one before it once more, and set nothing. */
function isRepeated(events: readonly ElementEvent[]): boolean {
  const messages = events.filter((event) => event.type === "stream" && event.entry.direction === "in");
  const [before, last] = messages.slice(-2);
  if (before?.type !== "stream" || last?.type !== "stream") return false;
  const [a, b] = [before.entry, last.entry];
  if (a.connection !== b.connection || a.bytes === undefined || b.bytes === undefined) return false;
  const after = events.slice(events.lastIndexOf(last) + 1);
  return Buffer.compare(a.bytes, b.bytes) === 0 && !after.some(({ type }) => type === "parameter");
}

/** Why things may not have happened: warnings and errors of the log, each once; to be appended to a failure. */
export function troubles(events: readonly ElementEvent[], protocol: Protocol | undefined): string {
  return repeated(events) + logged(events, protocol);
}

function repeated(events: readonly ElementEvent[]): string {
  return isRepeated(events)
    ? "\nThe last message equals the one before it. As in DataMiner, the parameter then holds the same value and nothing runs: clear it once its message is processed."
    : "";
}

function logged(events: readonly ElementEvent[], protocol: Protocol | undefined): string {
  const lines = new Set<string>();
  for (const event of events) {
    if (event.type !== "log" || (event.kind !== "warning" && event.kind !== "error")) continue;
    // The stack of a script that threw is in the error of the call that caused it.
    lines.add(logLine(event, protocol).split("\n", 1)[0] ?? "");
  }
  return lines.size === 0 ? "" : `\nLogged was:\n  ${last([...lines])}`;
}

/** What a parameter was set to, and if to nothing, which others were set. */
export function changesOf(events: readonly ElementEvent[], pid: number, value: Value | undefined): string {
  const sets = events.filter((event) => event.type === "parameter");
  const own = sets.filter((event) => event.pid === pid).map((event) => JSON.stringify(event.value));
  if (own.length > 0) return `It was set to ${own.slice(-mostListed).join(", ")}.`;
  const others = [...new Set(sets.map((event) => String(event.pid)))];
  const set = others.length === 0 ? "nothing was" : `${others.slice(-mostListed).join(", ")} were`;
  if (value === undefined) return `There is no parameter ${String(pid)} with a value; ${set} set.`;
  return `It is ${JSON.stringify(value)} as before; ${set} set.`;
}

function eventText(event: ElementEvent, protocol: Protocol): string {
  switch (event.type) {
    case "log":
      return `log ${logLine(event, protocol).split("\n", 1)[0] ?? ""}`;
    case "parameter":
      return `parameter ${String(event.pid)} ${JSON.stringify(event.value)}`;
    case "connection":
      return `connection ${String(event.connection)} ${event.phase}${event.reason === undefined ? "" : ` ${event.reason}`}`;
    case "stream":
      return `stream ${event.entry.direction}`;
    case "state":
      return `state ${event.state}${event.timeout ? ", in timeout" : ""}`;
    default:
      return event.type;
  }
}

/** The events, as one sentence. */
export function happened(events: readonly ElementEvent[], protocol: Protocol): string {
  if (events.length === 0) return "Nothing happened.";
  return `What happened:\n  ${last(events.map((event) => eventText(event, protocol)))}`;
}
