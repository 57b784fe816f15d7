/** Checks of what a protocol asks of the DataMiner System around an element: a local runtime does not do it. */
import type { Checks, Report } from "./check.ts";
import type { Protocol } from "../model.ts";
import { tokens } from "../read/option-text.ts";
import { childNamed, childrenNamed, type Position, type XmlElement } from "../xml/xml-element.ts";

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

/** What a local runtime does not do. */
export const platformChecks = {
  PLATFORM_IGNORED: {
    severity: "warning",
    runtimeOnly: true,
    explanation:
      "Something that only a DataMiner System does: SNMP sets, DCF interfaces, exports to virtual elements, the dimensions of a matrix. It is ignored, and reported once per kind.",
    check: checkIgnored,
  },
  PLATFORM_REPLICATION: {
    severity: "warning",
    explanation: "A parameter with Replication. As in DataMiner, no group of the protocol is processed.",
    check({ root, replicatesParameters }, report) {
      if (!replicatesParameters) return;
      for (const param of paramsOf(root)) {
        if (childNamed(param, "replication") === undefined) continue;
        report(
          `parameter ${given(param, "id")} has Replication: as in DataMiner, no group of this protocol is processed. Remove Replication to poll the device.`,
          param.position,
        );
      }
    },
  },
} as const satisfies Checks;

const paramsOf = (root: XmlElement): readonly XmlElement[] =>
  childrenNamed(childNamed(root, "params"), "param");

/** An attribute, lower-cased; empty when there is none. */
const given = (element: XmlElement | undefined, name: string): string =>
  element?.attributes
    .find(({ localName }) => localName === name)
    ?.value.trim()
    .toLowerCase() ?? "";

/** Reports SNMP sets, DCF interfaces, exports to virtual elements and matrices, each kind at its first place. */
function checkIgnored({ root }: Protocol, report: Report): void {
  const params = paramsOf(root);
  const paramsThat = (has: (param: XmlElement) => boolean): Place[] =>
    params
      .filter(has)
      .map((param) => ({ name: `parameter ${given(param, "id")}`, position: param.position }));
  const sections = (...names: readonly string[]): Place[] =>
    root.children
      .filter(({ localName, children }) => names.includes(localName) && children.length > 0)
      .map(({ name, position }) => ({ name, position }));
  const typeTag = childNamed(root, "type");
  const exporting = tokens(given(typeTag, "options")).some((option) => option.startsWith("exportprotocol"));
  const isMatrix = (param: XmlElement): boolean => {
    const measured = childNamed(childNamed(param, "measurement"), "type");
    const words = [childNamed(param, "type"), measured].map((tag) => tag?.text.trim().toLowerCase());
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
    report(`${what} are ignored here: ${list}. The rest of the protocol runs.`, first.position);
  }
}
