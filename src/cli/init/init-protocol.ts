/** The `protocol.xml` of a new connector. */
import { initialKinds, type ConnectorKind, type ParameterText } from "./init-kinds.ts";

/** The lines of a block, one step further in. */
function indented(text: string, by = "    "): string {
  return text.replaceAll(/^(?=.)/gm, by);
}

function parameter({ id, name, description, number, write, hidden, address }: ParameterText): string {
  const attributes = `${address === true ? ' save="true"' : ""}${write === true ? ' setter="true"' : ""}`;
  return `<Param id="${String(id)}"${attributes}>
  <Name>${name}</Name>
  <Description>${description}</Description>
  <Type${address === true ? ' options="dynamic ip"' : ""}>${write === true ? "write" : "read"}</Type>
  <Interprete>
    <RawType>${number === true ? "numeric text" : "other"}</RawType>
    <Type>${number === true ? "double" : "string"}</Type>
    <LengthType>next param</LengthType>
  </Interprete>
  <Display>
    <RTDisplay>${String(hidden !== true)}</RTDisplay>
  </Display>
  <Measurement>
    <Type>${number === true ? "number" : "string"}</Type>
  </Measurement>
</Param>`;
}

/** The text of the file. */
export function initialProtocol(name: string, kind: ConnectorKind): string {
  const { connection, params, logic, qaction } = initialKinds[kind];
  return `<?xml version="1.0" encoding="utf-8"?>
<Protocol xmlns="http://www.skyline.be/protocol">
  <Name>${name}</Name>
  <Description>${name}</Description>
  <Version>1.0.0.1</Version>
  <Options>
    <Encoding>unicode</Encoding>
  </Options>
  <Connections>
    <Connection id="0" name="Main connection">
${indented(connection, "      ")}
    </Connection>
  </Connections>
  <Params>
${indented(params.map(parameter).join("\n"))}
  </Params>
${logic === "" ? "" : `${indented(logic, "  ")}\n`}  <QActions>
    ${qaction}
  </QActions>
</Protocol>
`;
}
