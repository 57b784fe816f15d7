/** Small protocols for tests of the helper: parameters by name and type. */
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import type { Protocol } from "../../../src/protocol/model.ts";

/** One parameter, in a line of its own. */
export interface ParamXml {
  readonly id: number;
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
  readonly numeric?: boolean;
  /** Inside `Interprete`. */
  readonly interprete?: string;
  /** Inside `Display`. */
  readonly display?: string;
  /** Display text and value. */
  readonly discreets?: readonly (readonly [display: string, value: string])[];
  /** Columns of a table: parameter ids, or id and type. */
  readonly columns?: readonly (number | readonly [pid: number, type: string])[];
  /** Idx of the primary key. */
  readonly index?: number;
  /** `Type@id`. */
  readonly typeId?: string;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\\n", "\n");
}

/** A parameter in XML. */
export function paramXml(param: ParamXml): string {
  const { id, name, numeric = false, columns, index = 0, typeId, discreets = [] } = param;
  const { type = columns === undefined ? "read" : "array", description = "" } = param;
  const options = (columns ?? []).map((column, idx) => {
    const [pid, kind] = typeof column === "number" ? [column, "retrieved"] : column;
    return `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="${kind}"/>`;
  });
  const values = discreets.map(
    ([display, value]) =>
      `<Discreet><Display>${escaped(display)}</Display><Value>${escaped(value)}</Value></Discreet>`,
  );
  return [
    `<Param id="${String(id)}"><Name>${escaped(name)}</Name><Description>${escaped(description)}</Description>`,
    `<Type${typeId === undefined ? "" : ` id="${typeId}"`}>${type}</Type>`,
    `<Interprete><RawType>${numeric ? "numeric text" : "other"}</RawType><Type>${numeric ? "double" : "string"}</Type>`,
    `<LengthType>next param</LengthType>${param.interprete ?? ""}</Interprete>`,
    `<Display><RTDisplay>true</RTDisplay>${param.display ?? ""}</Display>`,
    values.length === 0 ? "" : `<Measurement><Discreets>${values.join("")}</Discreets></Measurement>`,
    columns === undefined ? "" : `<ArrayOptions index="${String(index)}">${options.join("")}</ArrayOptions>`,
    `</Param>`,
  ].join("");
}

/** A protocol in XML; parameter n stands in line n + 2. */
export function protocolXml(params: readonly ParamXml[], more = ""): string {
  return `<Protocol xmlns="http://www.skyline.be/protocol"><Name>Bench</Name><Version>1.0.0.1</Version><Type>virtual</Type>
<Params>
${params.map(paramXml).join("\n")}
</Params>${more}</Protocol>`;
}

/** A loaded protocol. */
export function protocolOf(...params: readonly ParamXml[]): Protocol {
  return parseProtocol(protocolXml(params)).protocol;
}

/** Everything odd at once: what one name can do to another, and every kind of parameter. */
export const oddParams: readonly ParamXml[] = [
  { id: 1, name: "Status Code", description: "Ends a comment */ and\ngoes on", numeric: true },
  { id: 2, name: "selectedArticle", display: "<Units>dBm</Units>" },
  { id: 3, name: "Channel ListServiceName" },
  { id: 4, name: "API_Endpoint", description: "`code` and ${text}" },
  { id: 5, name: "clp_interApp_receive" },
  { id: 6, name: "3G Status" },
  { id: 7, name: "Load (%)/Core", numeric: true, display: "<Range><Low>0</Low><High>100</High></Range>" },
  { id: 8, name: "class" },
  { id: 9, name: "constructor" },
  { id: 10, name: "__proto__" },
  { id: 11, name: "Element Name" },
  { id: 12, name: "Write" },
  { id: 13, name: "???" },
  { id: 14, name: "Twin" },
  { id: 15, name: "Twin" },
  { id: 16, name: "foo 17", numeric: true },
  { id: 17, name: "Foo", numeric: true },
  { id: 18, name: "foo_17" },
  { id: 19, name: "Größe der Datei" },
  {
    id: 20,
    name: "Mode",
    numeric: true,
    discreets: [
      ["On", "1"],
      ["Off", "0"],
      ["Not yet", "-1"],
      ["On", "2"],
      ["nothing", "abc"],
    ],
    interprete: "<Exceptions><Exception id='1' value='-7'><Display>N/A</Display></Exception></Exceptions>",
  },
  {
    id: 21,
    name: "Text Mode",
    discreets: [
      ['say "hi"', 'say "hi"'],
      ["it's", "it's"],
      ["__proto__", "1"],
      ["", ""],
      ["back\\slash", "a\\b"],
      ["1", "one"],
    ],
  },
  {
    id: 120,
    name: "Mode",
    type: "write",
    numeric: true,
    discreets: [
      ["On", "1"],
      ["Off", "0"],
    ],
  },
  { id: 101, name: "Status Code", type: "write", numeric: true },
  { id: 102, name: "Reset Button", type: "write" },
  { id: 103, name: "Title", type: "write" },
  { id: 104, name: "matrix", type: "write" },
  { id: 201, name: "Afterstartup", type: "dummy" },
  { id: 202, name: "S101bof", type: "header" },
  { id: 203, name: "Discreetinfo", type: "discreet info" },
  { id: 204, name: "ip", type: "ip" },
  { id: 205, name: "separator", type: "fixed", interprete: "<Value>;</Value>" },
  {
    id: 1000,
    name: "Article List",
    columns: [1002, 1001, [1003, "state"], 1052, 9999, [1004, "displaykey"]],
    index: 1,
  },
  { id: 1001, name: "Article Key" },
  { id: 1002, name: "Title" },
  { id: 1003, name: "Key", numeric: true, discreets: [["New", "3"]] },
  { id: 1052, name: "Article Price", type: "write", numeric: true },
  { id: 1004, name: "Article Display" },
  { id: 2000, name: "matrix", columns: [2001] },
  { id: 2001, name: "Matrix Key" },
  { id: 3000, name: "Write", columns: [3001] },
  { id: 3001, name: "Index" },
  { id: 4000, name: "constructor", columns: [] },
  { id: 5000, name: "Old Style", typeId: "5001;5002", columns: [] },
  { id: 5001, name: "Old Key" },
  { id: 5002, name: "Old Value", numeric: true },
  { id: 6000, name: "same", columns: [6001] },
  { id: 6001, name: "Six" },
  { id: 6010, name: "Same", columns: [6011] },
  { id: 6011, name: "Seven" },
];
