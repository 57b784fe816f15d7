/** Checks of text in the form in which an element stores it: digits as UTF-16, bytes of a device on the screen, lost characters. */
import { lostCharacter } from "../../encoding/text-pages.ts";
import { Lines } from "../xml/lines.ts";
import { childNamed, childrenNamed, type XmlElement } from "../xml/xml-element.ts";
import type { Checks, Report } from "./check.ts";
import { elementAt, fixOf, setContent } from "./edits.ts";
import type { Param, Protocol } from "../model.ts";

/** Text as it is stored. */
export const storageChecks = {
  NUMERIC_STRING: {
    severity: "warning",
    explanation:
      "A parameter of a Unicode protocol with RawType numeric text and Type string, in a response or a command. Its digits are read and sent as UTF-16, and not as the ASCII that devices use.",
    check: checkNumbers,
  },
  RAW_BYTES_SHOWN: {
    severity: "warning",
    explanation:
      "A parameter of a Unicode protocol that a response fills is shown to users. It holds the bytes of the device, which are shown as if they were UTF-16.",
    check: checkShown,
  },
  TEXT_CODE_PAGE: {
    severity: "warning",
    explanation:
      "A value in a protocol that is not Unicode, with a character that the code page of the element cannot hold. It is stored as a question mark.",
    check(protocol, report) {
      checkCodePage(protocol, report);
    },
  },
} as const satisfies Checks;

/** What responses or commands contain, each parameter with the first that has it. */
function partsOf(
  kind: "response" | "command",
  items: Iterable<{ readonly id: number; readonly content: readonly number[] }>,
): ReadonlyMap<number, string> {
  const parts = new Map<number, string>();
  for (const { id, content } of items)
    for (const pid of content) if (!parts.has(pid)) parts.set(pid, `${kind} ${String(id)}`);
  return parts;
}

const isHex = (value: string | undefined): boolean => /^\s*0x/i.test(value ?? "");

function checkNumbers(protocol: Protocol, report: Report): void {
  const { unicode, params, responses, commands, source } = protocol;
  if (!unicode) return;
  const received = partsOf("response", responses.values());
  // Text frames and ascii make other bytes of the UTF-16.
  const converted = (pid: number, ascii: true | readonly number[] | undefined): boolean =>
    ascii === true || ascii?.includes(pid) === true;
  const sent = partsOf(
    "command",
    Array.from(commands.values(), ({ id, content, ascii, messageType }) => ({
      id,
      content: messageType === "text" ? [] : content.filter((pid) => !converted(pid, ascii)),
    })),
  );
  for (const param of params.values()) {
    const { id, name, interprete, position } = param;
    if (interprete.rawType !== "numeric text" || interprete.type !== "string" || isHex(interprete.value))
      continue;
    const where = received.get(id) ?? sent.get(id);
    if (where === undefined) continue;
    const type = childNamed(
      childNamed(elementAt(protocol.root, param.position.offset), "interprete"),
      "type",
    );
    report(
      `parameter ${String(id)} '${name}' of ${where} is numeric text of Type string, which a Unicode protocol ${received.has(id) ? "reads" : "sends"} as UTF-16. Write Type double, which means ASCII digits, or accept this for a device that uses UTF-16.`,
      type?.position ?? position,
      {
        fix:
          type === undefined
            ? undefined
            : fixOf("suggestion", "Write Type double", setContent(source, type, "double")),
      },
    );
  }
}

function checkShown(protocol: Protocol, report: Report): void {
  const { unicode, params, responses } = protocol;
  if (!unicode) return;
  for (const [pid, response] of partsOf("response", responses.values())) {
    const param = params.get(pid);
    if (param?.type !== "read" || !param.rtDisplay || !holdsText(param)) continue;
    const display = childNamed(elementAt(protocol.root, param.position.offset), "display");
    if (childNamed(childNamed(display, "positions"), "position") === undefined) continue;
    report(
      `parameter ${String(pid)} '${param.name}' of ${response} is shown to users, and holds the bytes of the device, which are shown as if they were UTF-16. Let a QAction decode them from a binary input into another parameter, and show that one.`,
      (childNamed(display, "rtdisplay") ?? display)?.position ?? param.position,
    );
  }
}

/** True for text that comes from outside: no number, no fixed value. */
const holdsText = ({ interprete: { type, rawType, value }, measurement }: Param): boolean =>
  type === "string" &&
  (rawType === "other" || rawType === "text") &&
  value === undefined &&
  (measurement === undefined || measurement === "string");

/**
 * Reports values that are lost in storage.
 * @param codePage of the element; missing: lost in every Windows page that the text could be meant for
 */
export function checkCodePage(
  { unicode, params, root, source }: Protocol,
  report: Report,
  codePage?: number,
): void {
  if (unicode) return;
  const where =
    codePage === undefined
      ? "no Windows code page for such text has"
      : `code page ${String(codePage)} does not have`;
  let lines: Lines | undefined;
  const texts = new Set(
    [...params.values()].flatMap(({ interprete, position }) =>
      interprete.type === "string" ? position.offset : [],
    ),
  );
  for (const element of childrenNamed(childNamed(root, "params"), "param")) {
    if (!texts.has(element.position.offset)) continue;
    for (const stored of storedTexts(element)) {
      const lost = lostCharacter(stored.text, codePage);
      if (lost === undefined) continue;
      const at = source.text.indexOf(lost.character, stored.position.offset);
      const written = at !== -1 && at < stored.end;
      lines ??= new Lines(source.text);
      report(
        `<${stored.name}> has '${lost.character}' (U+${lost.codePoint.toString(16).toUpperCase().padStart(4, "0")}), which ${where}: it is stored as ?. Write another character, or make the protocol Unicode.`,
        written ? lines.at(at) : stored.position,
        written ? { length: lost.character.length } : {},
      );
    }
  }
}

/** The elements whose texts become values of a parameter. */
function storedTexts(param: XmlElement): readonly XmlElement[] {
  const interprete = childNamed(param, "interprete");
  const discreets = childNamed(childNamed(param, "measurement"), "discreets");
  return [
    ...childrenNamed(interprete, "value"),
    ...childrenNamed(interprete, "defaultvalue"),
    ...childrenNamed(discreets, "discreet").flatMap((discreet) => childrenNamed(discreet, "value")),
  ];
}
