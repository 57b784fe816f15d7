/** Connectors whose QActions are C# in the XML, and the host that all tests of a file share. */
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import type { Protocol } from "../../../src/protocol/model.ts";
import { connectorXml, numberParam, textParam, type ConnectorParts } from "../element/connector.ts";

/** One QAction: attributes beside id and encoding, and the text of its tag. */
export interface CSharpQAction {
  readonly id: number;
  readonly attributes?: string;
  readonly code: string;
}

/** `using` lines of every QAction of these tests, on one line. */
export const usings =
  "using System; using System.Collections.Generic; using System.Linq; using System.Text; using Skyline.DataMiner.Scripting;";

/** A class `QAction` with these members. */
export const qactionClass = (members: string): string => `${usings}
public class QAction
{
${members}
}`;

/** A class `QAction` whose static `Run` has this body. */
export const run = (body: string, inputs = ""): string =>
  qactionClass(`public static void Run(SLProtocolExt protocol${inputs}) { ${body} }`);

/** A table 1000 with the columns 1001 (key), 1002 (text), 1003 (number), 1004 (text). */
export const table = `<Param id="1000"><Name>Overview</Name><Type>array</Type><ArrayOptions index="0">
  <ColumnOption idx="0" pid="1001" type="retrieved"/><ColumnOption idx="1" pid="1002" type="retrieved"/>
  <ColumnOption idx="2" pid="1003" type="retrieved"/><ColumnOption idx="3" pid="1004" type="retrieved"/></ArrayOptions></Param>
  ${textParam(1001, { name: "Overview Key" })}${textParam(1002, { name: "Overview Text" })}
  ${numberParam(1003, "read", "Overview Number")}${textParam(1004, { name: "Overview More" })}`;

/** XML of a connector: parameters 20 to 29 are text, 30 to 39 numbers, 1000 is the table. */
export function csharpXml(qactions: readonly CSharpQAction[], parts: ConnectorParts = {}): string {
  const ids = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  return connectorXml({
    ...parts,
    params: `${ids.map((i) => textParam(20 + i)).join("")}${ids.map((i) => numberParam(30 + i)).join("")}${table}${parts.params ?? ""}`,
    qactions: qactions
      .map(
        ({ id, attributes = "", code }) =>
          `<QAction id="${String(id)}" name="Q${String(id)}" encoding="csharp" ${attributes}><![CDATA[${code}]]></QAction>`,
      )
      .join("\n"),
  });
}

/** {@link csharpXml}, loaded. */
export function csharpConnector(qactions: readonly CSharpQAction[], parts?: ConnectorParts): Protocol {
  return parseProtocol(csharpXml(qactions, parts)).protocol;
}
