/** What a protocol asks of the DataMiner System around an element and a local runtime does not have: said once a kind. */
import { childrenNamed, type Reading } from "../read/reading.ts";
import { tokens } from "../read/read-values.ts";
import type { Position, XmlElement } from "../xml/xml-element.ts";

/** One kind of thing that has no effect here, and where it stands. */
interface Ignored {
  /** Plural, with the names by which a file asks for it. */
  readonly what: string;
  readonly places: readonly Place[];
}

interface Place {
  /** As a message names it: `parameter 10`. */
  readonly name: string;
  readonly position: Position;
}

/** Names that a message lists before it only counts. */
const mostNames = 5;

/** Reports SNMP sets, DCF interfaces, exports to virtual elements and matrices, each kind at its first place. */
export function checkPlatform(reading: Reading, root: XmlElement): void {
  const params = childrenNamed(reading.child(root, "params"), "param");
  const given = (element: XmlElement | undefined, name: string): string =>
    (element === undefined ? undefined : reading.attribute(element, name)?.value.toLowerCase()) ?? "";
  const paramsThat = (has: (param: XmlElement) => boolean): Place[] =>
    params
      .filter(has)
      .map((param) => ({ name: `parameter ${given(param, "id")}`, position: param.position }));
  const sections = (...names: readonly string[]): Place[] =>
    root.children
      .filter(({ localName, children }) => names.includes(localName) && children.length > 0)
      .map(({ name, position }) => ({ name, position }));
  const typeTag = root.children.find(({ localName }) => localName === "type");
  const exporting = tokens(given(typeTag, "options")).some((option) => option.startsWith("exportprotocol"));
  const isMatrix = (param: XmlElement): boolean => {
    const measured = childOf(childOf(param, "measurement"), "type");
    const words = [childOf(param, "type"), measured].map((tag) => tag?.text.trim().toLowerCase());
    return (
      words.includes("matrix") ||
      tokens(given(measured, "options")).some((option) => option.startsWith("matrix="))
    );
  };
  const ignored: readonly Ignored[] = [
    {
      what: "SNMP sets after a change (options snmpSet and the like, snmpSetAndGet)",
      places: paramsThat(
        (param) =>
          given(param, "snmpsetandget") === "true" ||
          tokens(given(param, "options")).some((option) => option.startsWith("snmpset")),
      ),
    },
    { what: "DCF interfaces (ParameterGroups)", places: sections("parametergroups") },
    {
      what: "exports to virtual elements (export, DVEs, ExportRules, exportProtocol)",
      places: [
        ...sections("dves", "exportrules"),
        ...(exporting && typeTag !== undefined ? [{ name: "Type@options", position: typeTag.position }] : []),
        ...paramsThat((param) => !["", "false"].includes(given(param, "export"))),
      ],
    },
    {
      what: "dimensions and limits of matrices (Matrix, matrix=)",
      places: paramsThat(isMatrix),
    },
  ];
  for (const { what, places } of ignored) {
    const [first] = [...places].sort((a, b) => a.position.offset - b.position.offset);
    if (first === undefined) continue;
    const names = places.slice(0, mostNames).map(({ name }) => name);
    const more = places.length - names.length;
    const list = more > 0 ? `${names.join(", ")} and ${String(more)} more` : names.join(", ");
    reading.report(
      "PLATFORM_IGNORED",
      `${what} are ignored here: ${list}. The rest of the protocol runs.`,
      first.position,
    );
  }
}

/** The first child of that name; repeated ones are reported where they are read. */
function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(({ localName }) => localName === name);
}
