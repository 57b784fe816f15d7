/** Checks of text and its bytes: what a Unicode protocol makes of fixed text, and text of the file that is damaged. */
import { explainMojibake, repairMojibake } from "../../encoding/mojibake.ts";
import type { Checks, Report } from "./check.ts";
import {
  elementAt,
  fixOf,
  removeAttribute,
  replaceInValue,
  setAttribute,
  setContent,
  type Edits,
} from "./edits.ts";
import type { Fix } from "../fix.ts";
import type { Param, Protocol, SourceText } from "../model.ts";
import { childNamed, type Position, type XmlElement } from "../xml/xml-element.ts";

/** Text and its bytes. */
export const encodingChecks = {
  BINARY_INPUTS: {
    severity: "warning",
    explanation:
      "The option binary of a QAction that has no inputParameters. It changes inputs only, so it has no effect.",
    check({ qactions }, report) {
      for (const { id, binary, inputParameters, triggers, position } of qactions.values()) {
        if (!binary || inputParameters.length > 0) continue;
        const example =
          triggers[0] === undefined ? "" : `, for example inputParameters="${String(triggers[0])}"`;
        report(
          `QAction ${String(id)} has the option binary and no inputParameters, so its script gets no bytes. Name the parameters${example}, or remove the option.`,
          position,
        );
      }
    },
  },
  COMMAND_ASCII: {
    severity: "warning",
    explanation:
      "The attribute ascii of a command where it has no effect, in a protocol that is not Unicode, or where it damages bytes: it names a numeric parameter or one with a 0x value.",
    check: checkAscii,
  },
  FIXED_LENGTH: {
    severity: "error",
    explanation:
      "Fixed text in a Unicode protocol whose Length, which counts bytes, has no room for it, or for half a character more: each character takes two bytes. Text that is too long is replaced by spaces.",
    check: checkLengths,
  },
  TEXT_SEPARATOR: {
    severity: "warning",
    explanation:
      "A response of a Unicode protocol contains a header, trailer or separator that is written as text. It is compared as UTF-16 and not found in what a device sends in ASCII or UTF-8.",
    check: checkSeparators,
  },
  TEXT_MOJIBAKE: {
    severity: "warning",
    explanation:
      "A name, a description, a unit or a displayed text was read in a wrong encoding once, and saved so. The message has the text as it was meant.",
    check: checkMojibake,
  },
} as const satisfies Checks;

const isHex = (value: string): boolean => /^\s*0x/i.test(value);

/** The fixed text of a parameter that a Unicode protocol stores as UTF-16. */
function fixedText({ interprete: { value, type, rawType } }: Param): string | undefined {
  const text = type === "string" && (rawType === "other" || rawType === "text");
  return text && value !== undefined && value !== "" && !isHex(value) ? value : undefined;
}

/** An id in a list, with the separator that belongs to it. */
const listed = (pid: number): RegExp =>
  new RegExp(`\\b0*${String(pid)}\\s*;\\s*|\\s*;\\s*0*${String(pid)}\\b`);

function checkAscii({ commands, params, root, source, unicode }: Protocol, report: Report): void {
  for (const { id, ascii, content, position } of commands.values()) {
    if (ascii === undefined) continue;
    const what = `command ${String(id)}`;
    const attribute = elementAt(root, position.offset)?.attributes.find(
      ({ localName }) => localName === "ascii",
    );
    if (!unicode) {
      report(
        `${what} has ascii, which only a Unicode protocol knows: strings of this one are in the code page already. Remove it.`,
        position,
        { fix: attribute && fixOf("safe", "Remove ascii", removeAttribute(source, attribute)) },
      );
    } else if (ascii !== true) {
      for (const pid of ascii) {
        const { value, type } = params.get(pid)?.interprete ?? {};
        const why = !content.includes(pid)
          ? "which is not in its content"
          : type === "double"
            ? "which is numeric: its bytes are no text"
            : value !== undefined && isHex(value)
              ? "whose value is in 0x form: its bytes are no text"
              : undefined;
        if (why === undefined) continue;
        report(
          `ascii of ${what} names parameter ${String(pid)}, ${why}. Remove it from the list.`,
          position,
          {
            // Bytes that stay what they are: those of what is not in the command.
            fix:
              attribute &&
              fixOf(
                content.includes(pid) ? "suggestion" : "safe",
                `Remove ${String(pid)} from ascii`,
                ascii.length === 1
                  ? removeAttribute(source, attribute)
                  : replaceInValue(source, attribute, listed(pid), ""),
              ),
          },
        );
      }
    }
  }
}

function checkLengths({ params, root, source, unicode }: Protocol, report: Report): void {
  if (!unicode) return;
  for (const param of params.values()) {
    const { id, interprete, position } = param;
    const { length, lengthType } = interprete;
    const text = fixedText(param);
    if (text === undefined || length === undefined || lengthType !== "fixed") continue;
    const needed = 2 * text.length;
    if (length >= needed && length % 2 === 0) continue;
    const wrong =
      length < needed
        ? "the text is ignored, and spaces stand in its place"
        : "the last byte is half a character";
    const tag = childNamed(childNamed(elementAt(root, position.offset), "interprete"), "length");
    report(
      `the fixed text of parameter ${String(id)} takes ${String(needed)} bytes in a Unicode protocol, and its Length is ${String(length)}: ${wrong}. Write Length ${String(needed)}, or the bytes in 0x form.`,
      position,
      {
        fix:
          tag &&
          fixOf("suggestion", `Write Length ${String(needed)}`, setContent(source, tag, String(needed))),
      },
    );
  }
}

function checkSeparators({ params, responses, root, source, unicode }: Protocol, report: Report): void {
  if (!unicode) return;
  const found = new Map<number, string>();
  for (const { id, content } of responses.values()) {
    const named = content.flatMap((pid) => {
      const next = params.get(pid)?.interprete.lengthTypeId;
      return next === undefined || params.get(pid)?.interprete.lengthType !== "next param"
        ? [pid]
        : [pid, next];
    });
    for (const pid of named) if (!found.has(pid)) found.set(pid, `response ${String(id)}`);
  }
  for (const [pid, what] of found) {
    const param = params.get(pid);
    const text = param === undefined ? undefined : fixedText(param);
    // Only what is compared; the value of any other parameter is overwritten by the response.
    if (param === undefined || text === undefined || !["fixed", "header", "trailer"].includes(param.type))
      continue;
    const hex = Buffer.from(text, "utf8").toString("hex").toUpperCase();
    const tag = childNamed(childNamed(elementAt(root, param.position.offset), "interprete"), "value");
    report(
      `parameter ${String(pid)} of ${what} is the text '${text}', which a Unicode protocol compares as UTF-16. Write 0x${hex} if the device sends it in ASCII or UTF-8.`,
      param.position,
      { fix: tag && fixOf("suggestion", `Write 0x${hex}`, setContent(source, tag, `0x${hex}`)) },
    );
  }
}

/** Tags whose text people read. */
const shownTags: ReadonlySet<string> = new Set(["name", "description", "display", "subtext", "units"]);

function checkMojibake({ root, source }: Protocol, report: Report): void {
  const look = (
    what: string,
    text: string,
    position: Position,
    fix: (text: string) => Fix | undefined,
  ): void => {
    if (!/[^\0-\x7f]/.test(text)) return;
    const repaired = repairMojibake(text.trim());
    if (repaired.steps.length === 0) return;
    const { steps } = explainMojibake(text.trim());
    const how = steps.length === 0 ? "" : `: ${steps.map(({ what: step }) => step).join(", ")}`;
    report(`${what} is damaged text${how}. Write '${repaired.text}'.`, position, { fix: fix(repaired.text) });
  };
  const visit = (element: XmlElement): void => {
    const { localName, text, position, attributes, children } = element;
    if (shownTags.has(localName)) {
      look(`<${element.name}>`, text, position, (right) =>
        localName === "name"
          ? nameFix(root, source, text.trim(), right)
          : fixOf("safe", `Write '${right}'`, setContent(source, element, right)),
      );
    }
    const name = attributes.find((attribute) => attribute.localName === "name");
    if (name !== undefined) {
      look(`'name' of <${element.name}>`, name.value, name.position, (right) =>
        nameFix(root, source, name.value.trim(), right),
      );
    }
    for (const child of children) visit(child);
  };
  for (const section of root.children) if (section.localName !== "versionhistory") visit(section);
}

/** Writes a name anew wherever it is the whole text of a tag or the value of an attribute. Scripts may use it too. */
function nameFix(root: XmlElement, source: SourceText, damaged: string, right: string): Fix | undefined {
  const changes: Edits[] = [];
  const visit = (element: XmlElement): void => {
    if (element.children.length === 0 && element.text.trim() === damaged)
      changes.push(setContent(source, element, right));
    for (const { name, value } of element.attributes)
      if (value.trim() === damaged) changes.push(setAttribute(source, element, name, right));
    for (const child of element.children) visit(child);
  };
  for (const section of root.children) if (section.localName !== "versionhistory") visit(section);
  return fixOf("suggestion", `Write '${right}' everywhere`, ...changes);
}
