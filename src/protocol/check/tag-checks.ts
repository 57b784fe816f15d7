/** Checks of tags, attributes and option words against the protocol schema, in the sections that are read. */
import { memoize } from "../../base/memo.ts";
import { nearestName, onlyNearName } from "../../base/known-names.ts";
import { normalised, tokens } from "../read/option-text.ts";
import { Lines } from "../xml/lines.ts";
import type { Checks, Report } from "./check.ts";
import { fixOf, renameAttribute, renameElement, replaceAt, type Edits } from "./edits.ts";
import { attributeNames, optionWords, tagNames, type OptionWords } from "./schema-names.ts";
import type { Fix } from "../fix.ts";
import type { Protocol, SourceText } from "../model.ts";
import type { XmlAttribute, XmlElement } from "../xml/xml-element.ts";

/** Tags. */
export const tagChecks = {
  TAG_UNKNOWN: {
    severity: "warning",
    explanation:
      "A tag that the protocol schema does not allow here. It is kept in the tree and has no effect.",
    check({ root, source }, report) {
      checkChildren(root, "protocol", source, report);
    },
  },
  ATTRIBUTE_UNKNOWN: {
    severity: "warning",
    explanation: "An attribute that the protocol schema does not know for this tag. It has no effect.",
    check({ root, source }, report) {
      checkAttributes(root, "protocol", source, report);
    },
  },
  OPTION_UNKNOWN: {
    severity: "warning",
    explanation:
      "A word among the options of a tag that is none of them. It has no effect. Of table and column options only those are reported that are nearly right, since some are not documented.",
    check: checkOptions,
  },
  TAG_REPEATED: {
    severity: "warning",
    explanation: "A tag that may occur only once occurs again. The first one is used.",
  },
  TAG_MISSING: {
    severity: "error",
    explanation: "A tag that the object requires is missing or empty.",
  },
} as const satisfies Checks;

function checkChildren(element: XmlElement, path: string, source: SourceText, report: Report): void {
  const known = tagNames.get(path);
  if (known === undefined) return;
  const lower = lowerCased(known);
  for (const child of element.children) {
    if (lower.has(child.localName)) checkChildren(child, `${path}/${child.localName}`, source, report);
    else {
      report(
        `<${child.name}> is not a tag of <${element.name}>. ${hintFor(child.name, known)}`,
        child.position,
        {
          fix: renaming(child.name, known, tagsBeside(element, child), (name) =>
            renameElement(source, child, name),
          ),
        },
      );
    }
  }
}

/** The names of one list, as they are compared. */
const lowerCased = memoize(
  (names: readonly string[]): ReadonlySet<string> => new Set(names.map((name) => name.toLowerCase())),
);

/** What to do about a name that does not exist. */
function hintFor(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === undefined
    ? "It has no effect; correct the name or remove it."
    : `Did you mean '${near}'? As it stands, it has no effect.`;
}

/**
 * Writes the name that was meant, when only one comes near.
 * @param others The names beside it. None of them may be the same or mean the same: one of the two would be ignored.
 */
function renaming(
  name: string,
  known: readonly string[],
  others: readonly string[],
  edits: (name: string) => Edits,
): Fix | undefined {
  const near = onlyNearName(name, known);
  if (near === undefined || others.some((other) => nearestName(other, known) === near)) return undefined;
  return fixOf("safe", `Write '${near}'`, edits(near));
}

/** The tags beside one that may occur once. In a list, such as Params or Content, one more may follow. */
function tagsBeside({ localName, children }: XmlElement, child: XmlElement): readonly string[] {
  return children
    .filter((one) => one !== child && localName !== "content" && localName !== `${one.localName}s`)
    .map(({ name }) => name);
}

function checkAttributes(element: XmlElement, path: string, source: SourceText, report: Report): void {
  const known = attributeNames.get(path);
  if (known !== undefined) {
    const lower = lowerCased(known);
    for (const attribute of element.attributes) {
      const { name, localName, position } = attribute;
      // Name spaces, and what other tools put into theirs.
      if (name === "xmlns" || name.includes(":") || lower.has(localName)) continue;
      report(`'${name}' is not an attribute of <${element.name}>. ${hintFor(name, known)}`, position, {
        fix: renaming(
          name,
          known,
          element.attributes.filter((one) => one !== attribute).map((one) => one.name),
          (near) => renameAttribute(source, attribute, near),
        ),
      });
    }
  }
  for (const child of element.children) checkAttributes(child, `${path}/${child.localName}`, source, report);
}

/** Reports each unknown word among the options, at its place. */
function checkOptions(protocol: Protocol, report: Report): void {
  const { root, source } = protocol;
  let lines: Lines | undefined;
  const visit = (element: XmlElement, path: string): void => {
    for (const options of optionsOf.get(path) ?? []) {
      const attribute = element.attributes.find(({ localName }) => localName === options.attribute);
      if (attribute === undefined) continue;
      for (const { word, hint } of unknownWords(attribute.value, options)) {
        const offset = offsetOf(word, attribute, source.text);
        lines ??= new Lines(source.text);
        report(
          `'${word}' is not one of the ${attribute.name} of <${element.name}>. ${hint}`,
          lines.at(offset),
          offset === attribute.position.offset
            ? {}
            : { length: word.length, fix: rewording(word, offset, attribute.value, options, source) },
        );
      }
    }
    for (const child of element.children) visit(child, `${path}/${child.localName}`);
  };
  visit(root, "protocol");
}

const optionsOf: ReadonlyMap<string, readonly OptionWords[]> = new Map(
  optionWords.map(({ path }) => [path, optionWords.filter((one) => one.path === path)]),
);

/** The number behind a word: `dynamic ip 1` names its connection without a separator. */
const trailingNumber = /\s\d+$/;

/** What an option is compared by: without its value, and without the number of a connection. */
const optionName = (token: string): string =>
  normalised(token.split(/[:=]/)[0] ?? "").replace(trailingNumber, "");

function unknownWords(
  value: string,
  { words, open }: OptionWords,
): readonly { readonly word: string; readonly hint: string }[] {
  const lower = lowerCased(words);
  return tokens(value).flatMap((token) => {
    const word = token.split(/[:=]/)[0]?.trim() ?? "";
    const name = optionName(word);
    if (name === "" || lower.has(name)) return [];
    const near = nearestName(name, words);
    if (near === undefined && open === true) return [];
    return [{ word, hint: hintFor(name, words) }];
  });
}

/** Writes the option that was meant, where it stands. */
function rewording(
  word: string,
  offset: number,
  value: string,
  { words }: OptionWords,
  source: SourceText,
): Fix | undefined {
  const number = trailingNumber.exec(word)?.[0] ?? "";
  const name = word.slice(0, word.length - number.length);
  const others = tokens(value)
    .map(optionName)
    .filter((other) => other !== optionName(word));
  return renaming(name, words, others, (near) => replaceAt(source, offset, word.length, near + number));
}

/** Where a word of an attribute's value begins; the attribute itself when references stand in its way. */
function offsetOf(word: string, { name, position }: XmlAttribute, text: string): number {
  const begin = text.slice(position.offset + name.length).search(/["']/) + position.offset + name.length + 1;
  const end = text.indexOf(text[begin - 1] ?? "", begin);
  const found = text.indexOf(word, begin);
  return found === -1 || found >= end ? position.offset : found;
}
