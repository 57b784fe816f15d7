/** A connector that has everything a page shows: pages, units, ranges, exceptions, buttons, a table with row buttons, hostile names. */
import { Element } from "../../../src/element/element.ts";
import type { ElementOptions } from "../../../src/element/element-settings.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";

/** Text that would be markup, if it were taken for it. */
export const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

function param(
  id: number,
  name: string,
  type: string,
  { number = false, attributes = "", display = "", measurement = "string", rest = "", inside = "" } = {},
): string {
  return `<Param id="${String(id)}" ${attributes}><Name>${name}</Name><Description>${name}</Description><Type>${type}</Type>
    <Interprete><RawType>${number ? "numeric text" : "other"}</RawType><Type>${number ? "double" : "string"}</Type><LengthType>next param</LengthType>${inside}</Interprete>
    <Display><RTDisplay>true</RTDisplay>${display}</Display><Measurement><Type>${measurement}</Type>${rest}</Measurement></Param>`;
}

function place(page: string, row: number, column: number): string {
  return `<Positions><Position><Page>${page}</Page><Row>${String(row)}</Row><Column>${String(column)}</Column></Position></Positions>`;
}

function discreets(...pairs: readonly (readonly [string, string])[]): string {
  const all = pairs.map(
    ([display, value]) => `<Discreet><Display>${display}</Display><Value>${value}</Value></Discreet>`,
  );
  return `<Discreets>${all.join("")}</Discreets>`;
}

/** Its ids. */
export const ids = {
  message: 10,
  level: 20,
  writeLevel: 120,
  mode: 21,
  writeMode: 121,
  button: 130,
  name: 22,
  writeName: 122,
  secret: 23,
  presses: 24,
  table: 1000,
  key: 1001,
  cell: 1002,
  writeCell: 1102,
  rowButton: 1103,
} as const;

/** Its text. */
export const protocolText = `<Protocol xmlns="http://www.skyline.be/protocol"><Name>Gallery</Name><Version>1.0.0.1</Version>
  <Display defaultPage="Main" pageOrder="Main;-----;Table;Web#http://[Polling Ip]" />
  <Options><Encoding>unicode</Encoding></Options>
  <Connections><Connection id="0" name="Events"><Http><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Http></Connection></Connections>
  <Params>
    ${param(ids.message, "Message", "read")}
    ${param(ids.level, "Level", "read", {
      number: true,
      display: `<Units>dB</Units><Decimals>1</Decimals><Range><Low>-60</Low><High>10</High></Range>${place("Main", 1, 0)}`,
      measurement: "number",
      inside:
        "<Exceptions><Exception><Display>No signal</Display><Value>-999</Value></Exception></Exceptions>",
    })}
    ${param(ids.writeLevel, "Level", "write", {
      number: true,
      attributes: 'setter="true"',
      display: `<Units>dB</Units><Range><Low>-60</Low><High>10</High></Range>${place("Main", 1, 0)}`,
      measurement: "number",
    })}
    ${param(ids.mode, "Mode", "read", { number: true, display: place("Main", 0, 0), measurement: "discreet", rest: discreets(["Standby", "0"], ["On air", "1"]) })}
    ${param(ids.writeMode, "Mode", "write", { number: true, attributes: 'setter="true"', display: place("Main", 0, 0), measurement: "discreet", rest: discreets(["Standby", "0"], ["On air", "1"]) })}
    ${param(ids.name, "Site name", "read", { display: place("Main", 0, 1) })}
    ${param(ids.writeName, "Site name", "write", { attributes: 'setter="true"', display: place("Main", 0, 1) })}
    <Param id="${String(ids.secret)}"><Name>Key</Name><Description>Key</Description><Type>read</Type>
      <Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete>
      <Display><RTDisplay>true</RTDisplay>${place("Main", 1, 1)}</Display><Measurement><Type options="password">string</Type></Measurement></Param>
    ${param(ids.presses, "Presses", "read", { number: true, display: place("Main", 2, 1), measurement: "number" })}
    ${param(ids.button, "Press", "write", { display: place("Main", 3, 1), measurement: "button", rest: discreets(["Press me", "go"]) })}
    <Param id="${String(ids.table)}"><Name>Sources</Name><Description>Sources</Description><Type>array</Type>
      <ArrayOptions index="0"><ColumnOption idx="0" pid="${String(ids.key)}" type="retrieved" options=""/>
        <ColumnOption idx="1" pid="${String(ids.cell)}" type="retrieved" options=""/>
        <ColumnOption idx="2" pid="1003" type="retrieved" options=""/></ArrayOptions>
      <Display><RTDisplay>true</RTDisplay>${place("Table", 0, 0)}</Display>
      <Measurement><Type options="tab=columns:1001|0-1002|1-1003|2,width:200-150-100">table</Type></Measurement></Param>
    ${param(ids.key, "Source", "read")}
    ${param(ids.cell, "Gain", "read", { number: true, display: "<Units>dB</Units>", measurement: "number" })}
    ${param(ids.writeCell, "Gain", "write", { number: true, attributes: 'setter="true"', measurement: "number" })}
    ${param(1003, "Reset", "read")}
    ${param(ids.rowButton, "Reset", "write", { measurement: "button", rest: discreets(["Reset", "reset"]) })}
  </Params>
  <Responses><Response id="1" options="Connection:0"><Name>Any message</Name><Content><Param>${String(ids.message)}</Param></Content></Response></Responses>
  <Triggers><Trigger id="1"><Name>Read every response</Name><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>
  <Actions><Action id="1"><Name>Read</Name><On>response</On><Type>read</Type></Action></Actions>
  <QActions>
    <QAction id="1" name="Parse" encoding="csharp" triggers="${String(ids.message)}" inputParameters="${String(ids.message)}" options="binary"/>
    <QAction id="2" name="Button" encoding="csharp" triggers="${String(ids.button)}"/>
    <QAction id="3" name="Row button" encoding="csharp" triggers="${String(ids.rowButton)}" row="true"/>
  </QActions></Protocol>`;

/** What its QActions do: a message is JSON with what to set; buttons count, and empty a cell. */
const scripts: NonNullable<ElementOptions["scripts"]> = {
  1: {
    Run: (protocol: SLProtocol) => {
      const text = Buffer.from(protocol.GetInputBytes(0) ?? []).toString("utf8");
      const { set = {}, rows = [] } = JSON.parse(text) as {
        readonly set?: Readonly<Record<string, string | number>>;
        readonly rows?: readonly (readonly (string | number)[])[];
      };
      for (const [pid, value] of Object.entries(set)) protocol.SetParameter(Number(pid), value);
      for (const row of rows) protocol.AddRow(ids.table, [...row]);
    },
  },
  2: {
    Run: (protocol: SLProtocol) => {
      protocol.SetParameter(ids.presses, Number(protocol.GetParameter(ids.presses) ?? 0) + 1);
    },
  },
  3: {
    Run: (protocol: SLProtocol) => {
      protocol.SetParameterIndexByKey(ids.table, protocol.RowKey(), 2, 0);
    },
  },
};

/** An element of it, whose messages come by `element.receive`. */
export async function startGallery(options: ElementOptions = {}): Promise<Element> {
  const { protocol } = parseProtocol(protocolText);
  const element = new Element(protocol, { scripts, values: { [ids.secret]: "swordfish" }, ...options });
  await element.start();
  return element;
}

/** Hands the element a message of its device. */
export function receive(element: Element, message: unknown): Promise<void> {
  return element.receive(0, Buffer.from(typeof message === "string" ? message : JSON.stringify(message)));
}
