/** Settings of the whole protocol: identity, Unicode, timeouts, threads, options. */
import { fixOf } from "../check/edits.ts";
import { fixedMap, list, made } from "../frozen.ts";
import type { ElementSettings, Protocol, ThreadDefinition } from "../model.ts";
import type { Located, Reading } from "./reading.ts";
import { normalised, tokens } from "./option-text.ts";
import { flag, integer, integers, word } from "./read-values.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";

/** The parts of the model that this file reads. */
export type ProtocolSettings = Pick<
  Protocol,
  | "name"
  | "version"
  | "vendor"
  | "elementType"
  | "unicode"
  | "threads"
  | "settings"
  | "noTimeouts"
  | "loadSequence"
  | "ignoreEqualResponse"
  | "advancedStuffing"
  | "relativeTimers"
  | "replicatesParameters"
  | "generalParameters"
  | "relations"
>;

/** Reads everything that occurs once in a protocol. */
export function readProtocolSettings(reading: Reading, root: XmlElement): ProtocolSettings {
  const text = (name: string): string => reading.childContent(root, name)?.value ?? "";
  const attributeOf = (tag: string, name: string): Located | undefined => {
    const element = root.children.find((child) => child.localName === tag);
    return element === undefined ? undefined : reading.attribute(element, name);
  };
  return made<ProtocolSettings>({
    name: text("name"),
    version: text("version"),
    vendor: text("vendor"),
    elementType: text("elementtype"),
    unicode: readUnicode(reading, root),
    threads: readThreads(reading, root),
    settings: readElementSettings(reading, root),
    noTimeouts: readNoTimeouts(reading, root),
    loadSequence: integers(reading, attributeOf("params", "loadsequence"), "loadSequence of Params"),
    ignoreEqualResponse: flag(
      reading,
      attributeOf("advanced", "ignoreequalresponse"),
      "ignoreEqualResponse of Advanced",
    ),
    advancedStuffing: attributeOf("advanced", "stuffing")?.value,
    relativeTimers:
      word(
        reading,
        attributeOf("timers", "relativetimers") ?? attributeOf("type", "relativetimers"),
        "relativeTimers",
        ["false", "true", "true with reset"],
      ) ?? "false",
    replicatesParameters: childrenNamed(
      root.children.find((child) => child.localName === "params"),
      "param",
    ).some((param) => param.children.some(({ localName }) => localName === "replication")),
    generalParameters: readGeneralParameters(reading, root),
    relations: list(
      childrenNamed(reading.child(root, "relations"), "relation").map((relation) =>
        integers(reading, reading.attribute(relation, "path"), "path of a Relation"),
      ),
    ),
  });
}

/** A whole token of `Type@options`, or `Options/Encoding`; either one makes the protocol Unicode (`AdvancedCodePages`). */
function readUnicode(reading: Reading, root: XmlElement): boolean {
  const type = root.children.find((child) => child.localName === "type");
  const options = type === undefined ? undefined : reading.attribute(type, "options");
  const encoding = reading.childContent(reading.child(root, "options"), "encoding");
  const byToken =
    options !== undefined && tokens(options.value).some((token) => normalised(token) === "unicode");
  const byEncoding = word(reading, encoding, "Options/Encoding", ["ascii", "unicode"]) === "unicode";
  if (options !== undefined && encoding !== undefined && byToken !== byEncoding) {
    reading.report(
      "UNICODE_CONFLICT",
      `Options/Encoding says ${encoding.value} and options of Type ${byToken ? "say unicode" : "do not say unicode"}. The protocol is treated as Unicode; make both say the same.`,
      encoding.position,
      {
        // What it is treated as today. Whoever meant another one takes the other word out.
        fix: fixOf(
          "suggestion",
          "Say unicode in both",
          byToken ? encoding.replaced?.("unicode") : options.replaced?.(`${options.value};unicode`),
        ),
      },
    );
  }
  return byToken || byEncoding;
}

function readThreads(reading: Reading, root: XmlElement): readonly ThreadDefinition[] {
  const section = reading.child(root, "threads");
  const threads = childrenNamed(section, "thread").map((element, index) => {
    const what = `thread ${String(index + 1)}`;
    return made<ThreadDefinition>({
      id: integer(reading, reading.attribute(element, "id"), `id of ${what}`),
      name: reading.attribute(element, "name")?.value ?? "",
      connections: integers(
        reading,
        reading.attribute(element, "connection"),
        `connection of ${what}`,
        /[,;]/,
      ),
      position: element.position,
    });
  });
  const firsts = new Map<number, ThreadDefinition>();
  const counting = threads.filter((thread) => {
    if (thread.id === undefined) return true;
    const first = firsts.get(thread.id);
    if (first === undefined) {
      firsts.set(thread.id, thread);
      return true;
    }
    reading.report(
      "ID_DUPLICATE",
      `thread ${String(thread.id)} already exists in line ${String(first.position.line)}; that one is used. Give this one another id.`,
      thread.position,
    );
    return false;
  });
  return list(counting);
}

/** From `PortSettings` in a protocol with `Type`, from `ElementOptions/UserSettings` in one with `Connections`. */
function readElementSettings(reading: Reading, root: XmlElement): ElementSettings {
  const places = [
    reading.child(reading.child(root, "elementoptions"), "usersettings"),
    reading.child(root, "portsettings"),
  ];
  const value = (name: string): Located | undefined =>
    places
      .map((element) => reading.childContent(reading.child(element, name.toLowerCase()), "defaultvalue"))
      .find((located) => located !== undefined);
  const number = (name: string, min: number, max: number): number | undefined =>
    integer(reading, value(name), `${name}/DefaultValue`, { min, max });
  const slowPollBase = word(reading, value("SlowPollBase"), "SlowPollBase/DefaultValue", ["time", "number"]);
  return made<ElementSettings>({
    elementTimeoutMs: number("TimeoutTimeElement", 0, 86_400_000),
    slowPoll: slowPollBase === "number" ? number("SlowPoll", 1, 500) : number("SlowPoll", 1000, 300_000),
    slowPollBase,
    pingIntervalMs: number("PingInterval", 1000, 300_000),
  });
}

/** Under `Protocol`, `NoTimeouts` or `Options/NoTimeouts`. */
function readNoTimeouts(reading: Reading, root: XmlElement): readonly string[] {
  const holders = [
    root,
    reading.child(root, "notimeouts"),
    reading.child(reading.child(root, "options"), "notimeouts"),
  ];
  const texts = holders
    .flatMap((holder) => childrenNamed(holder, "notimeout"))
    .map((element) => reading.content(element)?.value);
  return list(texts.filter((text) => text !== undefined));
}

function readGeneralParameters(reading: Reading, root: XmlElement): ReadonlyMap<string, boolean> {
  const groups = new Map<string, boolean>();
  for (const element of childrenNamed(reading.child(root, "generalparameters"), "generalparameter")) {
    const group = reading.attribute(element, "group");
    if (group === undefined) continue;
    const name = normalised(group.value);
    if (groups.has(name)) continue;
    groups.set(name, flag(reading, reading.attribute(element, "enabled"), `enabled of group ${name}`, true));
  }
  return fixedMap(groups);
}
