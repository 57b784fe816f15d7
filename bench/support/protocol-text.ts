/** Large protocols for benches, in the proportions of real ones. */

const parameter = (id: number): string => `\t\t<Param id="${String(id)}" trending="false" save="true">
\t\t\t<Name>Level${String(id)}</Name>
\t\t\t<Description>Level of input ${String(id)} &amp; output</Description>
\t\t\t<Type options="connection=0">read</Type>
\t\t\t<Information><Text>Level ${String(id)}</Text><Includes><Include>time</Include></Includes></Information>
\t\t\t<Interprete>
\t\t\t\t<RawType>numeric text</RawType>
\t\t\t\t<LengthType>next param</LengthType>
\t\t\t\t<Type>double</Type>
\t\t\t\t<Exceptions><Exception id="1" value="-1"><Display state="disabled">N/A</Display><Value>-1</Value></Exception></Exceptions>
\t\t\t</Interprete>
\t\t\t<Display>
\t\t\t\t<RTDisplay>true</RTDisplay>
\t\t\t\t<Positions><Position><Page>General</Page><Row>${String(id % 40)}</Row><Column>0</Column></Position></Positions>
\t\t\t</Display>
\t\t\t<Measurement>
\t\t\t\t<Type>discreet</Type>
\t\t\t\t<Discreets><Discreet><Display>Off</Display><Value>0</Value></Discreet><Discreet><Display>On</Display><Value>1</Value></Discreet></Discreets>
\t\t\t</Measurement>
\t\t</Param>
`;

/** What stands in the tag of a QAction; the default says nothing. */
export type CodeOf = (id: number) => string;

const comments: CodeOf = () =>
  `using System;\n${"    // a line of code that says nothing < > & \n".repeat(20)}`;

const qaction = (id: number, code: string): string => {
  const tag = `\t\t<QAction id="${String(id)}" name="Q${String(id)}" encoding="csharp" triggers="${String(id)}"`;
  return code === "" ? `${tag} />\n` : `${tag} inputParameters="1"><![CDATA[\n${code}]]></QAction>\n`;
};

const linked = (
  id: number,
  codeOf: CodeOf,
): readonly [trigger: string, action: string, qactionTag: string] => [
  `\t\t<Trigger id="${String(id)}"><Name>T${String(id)}</Name><On id="${String(id)}">parameter</On><Time>change</Time><Condition><![CDATA[id:${String(id)} > 1 AND id:1 != "x"]]></Condition><Type>action</Type><Content><Id>${String(id)}</Id></Content></Trigger>\n`,
  `\t\t<Action id="${String(id)}"><Name>A${String(id)}</Name><On id="${String(id)}">parameter</On><Type>run actions</Type></Action>\n`,
  qaction(id, codeOf(id)),
];

/** A protocol of about `bytes` bytes, in the proportions of real ones: mostly parameters. */
export function generateProtocol(bytes: number, mostQActions = Infinity, codeOf = comments): string {
  const params: string[] = [];
  const parts: [string[], string[], string[]] = [[], [], []];
  for (let id = 1, size = 0; size < bytes; id++) {
    params.push(parameter(id));
    size += params.at(-1)?.length ?? 0;
    if (id % 5 !== 0 || id / 5 > mostQActions) continue;
    linked(id, codeOf).forEach((text, index) => {
      parts[index]?.push(text);
      size += text.length;
    });
  }
  const [triggers, actions, qactions] = parts.map((texts) => texts.join(""));
  return `\ufeff<?xml version="1.0" encoding="utf-8"?>
<Protocol xmlns="http://www.skyline.be/protocol">
\t<Name>Generated</Name><Version>1.0.0.1</Version>
\t<Connections><Connection id="0" name="Events"><Http><CommunicationOptions><WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions></Http></Connection></Connections>
\t<Params>\n${params.join("")}\t</Params>
\t<Triggers>\n${triggers ?? ""}\t</Triggers>
\t<Actions>\n${actions ?? ""}\t</Actions>
\t<QActions>\n${qactions ?? ""}\t</QActions>
</Protocol>
`.replaceAll("\n", "\r\n");
}
