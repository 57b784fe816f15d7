/** What lines of standard input ask of a device, and what comes of it. */
import { nearestName } from "../../base/known-names.ts";
import type { Device } from "../../device/device.ts";
import type { Content } from "../../device/device-script.ts";
import { faultNames, faultTable, readFaults } from "../../device/faults.ts";

/** One request. */
interface RequestRow {
  /** How it is written. */
  readonly write: string;
  readonly help: string;
  /** @returns lines to print; none: `ok` */
  readonly perform: (device: Device, rest: string) => readonly string[];
}

/** A line that cannot be done: the message says what to write. */
export class DeviceRequestMistake extends Error {
  override readonly name = "DeviceRequestMistake";
}

/** The first word, and what follows. */
function splitWord(text: string): readonly [word: string, rest: string] {
  const [, word = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
  return [word, rest];
}

/** A value of the state: JSON, or else the text as it is. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A message: hex after `0x`, a JSON text in double quotes, or else the text as it is. */
function messageOf(text: string): Content {
  const [, digits] = /^0x((?:[0-9a-f]{2}\s*)*)$/i.exec(text) ?? [];
  if (digits !== undefined) return Buffer.from(digits.replaceAll(/\s/g, ""), "hex");
  const value = text.startsWith('"') ? valueOf(text) : text;
  return typeof value === "string" ? value : text;
}

function shown(name: string, value: unknown): string {
  return `${name} = ${JSON.stringify(value)}`;
}

function get(device: Device, name: string): readonly string[] {
  const names = name === "" ? device.values : [name];
  if (names.length === 0) return ["The device declares no values."];
  return names.map((one) => shown(one, device.get(one)));
}

function set(device: Device, rest: string): readonly string[] {
  const [name, value] = splitWord(rest);
  if (name === "" || value === "") throw mistake("set");
  device.set(name, valueOf(value));
  return [shown(name, device.get(name))];
}

function push(device: Device, rest: string): readonly string[] {
  const [face, message] = splitWord(rest);
  const toFace = device.faces.includes(face) && message !== "";
  if (rest === "") throw mistake("push");
  const count = device.push(messageOf(toFace ? message : rest), toFace ? { face } : {});
  return [`sent to ${String(count)} ${count === 1 ? "line" : "lines"}`];
}

function fault(device: Device, rest: string): readonly string[] {
  if (rest === "off") device.faults.clear();
  else device.faults.setAll(readFaults(rest));
  const on = Object.entries(device.faults.values);
  if (rest === "" && on.length === 0)
    return Object.entries(faultTable).map(([name, { does }]) => `${name.padEnd(12)} ${does}`);
  return on.length === 0 ? ["no faults"] : on.map(([name, value]) => shown(name, value));
}

function close(device: Device, rest: string): readonly string[] {
  const [code, reason] = splitWord(rest);
  if (code === "") device.closeAll();
  else if (/^\d{1,5}$/.test(code) && Number(code) <= 0xffff) device.closeAll(Number(code), reason);
  else throw mistake("close");
  return [];
}

type RequestWord = "set" | "get" | "push" | "fault" | "close" | "reset" | "help";

/** Every request, in the order of `help`. */
const requests: Readonly<Record<RequestWord, RequestRow>> = {
  set: {
    write: "set NAME VALUE",
    help: "set a value of the state; VALUE is JSON, or else text",
    perform: set,
  },
  get: { write: "get [NAME]", help: "print a value of the state, or all", perform: get },
  push: { write: "push [FACE] MESSAGE", help: "send a message to every line", perform: push },
  fault: {
    write: "fault [NAME[=VALUE]...]",
    help: "turn faults on, or off: drop=off, off; alone: those that are on, or all there are",
    perform: fault,
  },
  close: { write: "close [CODE [REASON]]", help: "close every line", perform: close },
  reset: {
    write: "reset",
    help: "break every line",
    perform: (device) => {
      device.resetAll();
      return [];
    },
  },
  help: {
    write: "help",
    help: "list these lines",
    perform: () => [
      ...Object.values(requests).map(({ write, help }) => `${write.padEnd(24)} ${help}`),
      `${"quit".padEnd(24)} end`,
      `${"@DEVICE ...".padEnd(24)} the line is for this device, when there are several`,
    ],
  },
};

/** Words that a line may begin with. */
export const requestWords: readonly string[] = [...Object.keys(requests), "quit"];

function mistake(name: RequestWord): DeviceRequestMistake {
  return new DeviceRequestMistake(`Write: ${requests[name].write}`);
}

/**
 * Does what a line asks of one of the devices: the first, or the one that `@NAME` in front names.
 * @returns what to print; nothing for an empty line and a comment (`#`)
 * @throws DeviceRequestMistake for anything that is no request, QActionKitError for what the device refuses
 */
export function performLine(devices: readonly Device[], line: string): readonly string[] {
  const text = line.trim();
  if (text === "" || text.startsWith("#")) return [];
  const [first, after] = splitWord(text);
  const named = first.startsWith("@") ? devices.find(({ name }) => `@${name}` === first) : devices[0];
  if (named === undefined) {
    const names = devices.map(({ name }) => name).join(", ");
    throw new DeviceRequestMistake(`There is no device '${first.slice(1)}'. There are: ${names}.`);
  }
  const [word, rest] = first.startsWith("@") ? splitWord(after) : [first, after];
  if (!Object.hasOwn(requests, word)) {
    const near = nearestName(word, requestWords);
    const hint = near === undefined ? `Use one of: ${requestWords.join(", ")}.` : `Did you mean '${near}'?`;
    throw new DeviceRequestMistake(`There is no request '${word}'. ${hint}`);
  }
  const done = requests[word as RequestWord].perform(named, rest);
  return done.length === 0 ? ["ok"] : done;
}

/** Words for completion: requests, then names of values, faces and faults. */
export function completeDeviceLine(
  line: string,
  devices: readonly Device[],
): [candidates: string[], word: string] {
  const words = line.trimStart().split(/\s+/);
  const word = words.pop() ?? "";
  const [name] = words;
  const known: Readonly<Record<string, readonly string[]>> = {
    set: devices.flatMap(({ values }) => values),
    get: devices.flatMap(({ values }) => values),
    push: devices.flatMap(({ faces }) => faces),
    fault: faultNames,
  };
  const candidates = name === undefined ? requestWords : (known[name] ?? []);
  return [candidates.filter((one) => one.startsWith(word)), word];
}
