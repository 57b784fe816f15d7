/** A protocol with one of nearly everything, to be broken. */

const text =
  "<Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete>";
const fixed = (value: string, length: number): string =>
  `<Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Length>${String(length)}</Length><Value>${value}</Value></Interprete>`;
const num = (raw: string, length: number): string =>
  `<Interprete><RawType>${raw}</RawType><Type>double</Type><LengthType>fixed</LengthType><Length>${String(length)}</Length><Decimals>2</Decimals><Factor>0.1</Factor><Sequence>factor:2;offset:1</Sequence></Interprete>`;
const param = (id: number, type: string, inside: string, attributes = ""): string =>
  `<Param id="${String(id)}" ${attributes}><Name>P${String(id)}</Name><Type>${type}</Type>${inside}<Display><RTDisplay>true</RTDisplay></Display></Param>`;
const trigger = (
  id: number,
  on: string,
  time: string,
  type: string,
  ids: readonly number[],
  more = "",
): string =>
  `<Trigger id="${String(id)}"><Name>T${String(id)}</Name><On ${on.includes(" ") ? `id="${on.split(" ")[1] ?? ""}"` : ""}>${on.split(" ")[0] ?? ""}</On><Time>${time}</Time>${more}<Type>${type}</Type><Content>${ids.map((one) => `<Id>${String(one)}</Id>`).join("")}</Content></Trigger>`;
const action = (id: number, on: string, type: string, attributes = ""): string =>
  `<Action id="${String(id)}"><Name>A${String(id)}</Name><On ${on.includes(" ") ? `id="${on.split(" ")[1] ?? ""}"` : ""}>${on.split(" ")[0] ?? ""}</On><Type ${attributes}>${type}</Type></Action>`;

/** The text of the protocol. */
export const richProtocol = `<?xml version="1.0" encoding="utf-8"?>
<Protocol xmlns="http://www.skyline.be/protocol"><Name>Rich</Name><Version>1.0.0.1</Version><Type relativeTimers="true" options="unicode">virtual</Type>
<Connections>
<Connection id="0" name="WS"><Http><CommunicationOptions><WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol><NotifyConnectionPIDs><Connections>7</Connections></NotifyConnectionPIDs></CommunicationOptions><UserSettings><TimeoutTime><DefaultValue>1500</DefaultValue></TimeoutTime><Retries><DefaultValue>2</DefaultValue></Retries></UserSettings></Http></Connection>
<Connection id="1" name="Serial"><SmartSerial><CommunicationOptions><PacketInfo>0,2,false</PacketInfo></CommunicationOptions></SmartSerial></Connection>
<Connection id="2" name="Http"><Http/></Connection>
</Connections>
<Params loadSequence="10;11">
${param(1, "header", fixed("0x02", 1))}${param(2, "trailer", fixed("0x0D0x0A", 2))}${param(3, "fixed", fixed("OK", 4))}
${param(4, "length", num("unsigned number", 1))}${param(5, "crc", num("unsigned number", 2)).replace("</Param>", '<CRC><Type options="ones complement" totaloffset="3" mod="65536">crc</Type><Content><Param>1</Param></Content></CRC></Param>')}
${param(6, "read", num("signed number", 2))}${param(7, "read", num("numeric text", 3))}
${param(10, "read", text, 'save="true"')}${param(11, "read", text)}${param(12, "write", text, 'setter="true"')}
${param(13, "read", "<Interprete><RawType>numeric text</RawType><Type>double</Type><LengthType>last next param</LengthType><Base>16</Base><Range><Low>0</Low><High>500</High></Range></Interprete>")}
${param(14, "read", '<Interprete><RawType>other</RawType><Type>string</Type><LengthType id="4">other param</LengthType></Interprete>')}
${param(15, "group", num("unsigned number", 2))}
<Param id="16"><Name>Bit</Name><Type id="15">read bit</Type><Interprete><RawType>unsigned number</RawType><Type>double</Type><StartPosition>3</StartPosition><NbrOfBits>4</NbrOfBits></Interprete></Param>
<Param id="17"><Name>WBit</Name><Type id="15">write bit</Type><Interprete><RawType>unsigned number</RawType><Type>double</Type><StartPosition>9</StartPosition><NbrOfBits>2</NbrOfBits></Interprete><Display><RTDisplay>true</RTDisplay></Display></Param>
<Param id="18"><Name>Nested</Name><Type id="22">response</Type>${text}</Param>
${param(19, "read", text).replace(">read<", ' options="dynamic ip 0">read<')}
<Param id="1000"><Name>Table</Name><Type>array</Type><ArrayOptions index="0" options=";naming=/1001,1002"><ColumnOption idx="0" pid="1001" type="autoincrement" value="5" options=";save"/><ColumnOption idx="1" pid="1002" type="retrieved" options=";delta=2"/><ColumnOption idx="2" pid="1003" type="retrieved" options=""/><ColumnOption idx="3" pid="1004" type="concatenation" value="0;1" options=";separator=."/><ColumnOption idx="4" pid="1005" type="state"/></ArrayOptions></Param>
${[1001, 1002, 1003, 1004, 1005].map((id) => param(id, "read", id === 1002 || id === 1003 ? "<Interprete><RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType></Interprete>" : text)).join("")}
</Params>
<Commands><Command id="1"><Name>C1</Name><WebSocketMessageType>text</WebSocketMessageType><Content><Param>1</Param><Param>4</Param><Param>11</Param><Param>5</Param><Param>2</Param></Content></Command>
<Command id="2" ascii="11"><Name>C2</Name><Content><Param>3</Param><Param>11</Param></Content></Command></Commands>
<Responses>
<Response id="20"><Name>R20</Name><Content optional="2+"><Param>1</Param><Param>10</Param><Param>3</Param><Param>6</Param><Param>2</Param></Content></Response>
<Response id="21" options="Connection:1"><Name>R21</Name><Content><Param>4</Param><Param>14</Param></Content></Response>
<Response id="22"><Name>R22</Name><Content><Param>3</Param><Param>18</Param></Content></Response>
<Response id="23"><Name>R23</Name><Content><Param>15</Param><Param>11</Param></Content></Response>
</Responses>
<Pairs><Pair id="30" timeout="20" options="ignoreTimeout"><Name>Pair</Name><Content><Command>1</Command><Response>20</Response><ResponseOnBadCommand>22</ResponseOnBadCommand></Content></Pair>
<Pair id="31" options="connection:1;retries:2"><Name>P31</Name><Condition><![CDATA[(id:7 >= 0) AND id:11 != "x"]]></Condition><Content><Command>2</Command><Response>21</Response></Content></Pair></Pairs>
<HTTP><Session id="40" name="S"><Connection id="1"><Request verb="GET" url="/a"><Headers><Header key="X" pid="11"/></Headers></Request><Response statusCode="7"><Content pid="11"/></Response></Connection></Session></HTTP>
<Groups><Group id="50"><Name>G</Name><Type>poll</Type><Content><Pair next="5">30</Pair><Pair>31</Pair></Content></Group>
<Group id="51" connection="2"><Name>H</Name><Type>poll</Type><Content><Session>40</Session></Content></Group>
<Group id="52"><Name>X</Name><Type>poll action</Type><Condition>id:10 == empty</Condition><Content><Action>1</Action><Action>2</Action></Content></Group></Groups>
<Timers><Timer id="60"><Name>Fast</Name><Time initial="true">1000</Time><Interval>10</Interval><Content><Group>52</Group><Group>50</Group></Content></Timer>
<Timer id="61"><Name>Slow</Name><Time initial="random=0:5">400</Time><Content><Group>51</Group></Content></Timer></Timers>
<Triggers>${trigger(70, "response each", "before", "action", [3])}${trigger(71, "parameter 10", "change", "action", [1, 2, 6])}${trigger(72, "command 1", "before", "action", [4, 5, 7])}
${trigger(73, "protocol", "after startup", "action", [8])}${trigger(74, "pair 30", "timeout", "trigger", [71])}${trigger(75, "parameter each", "change after response", "action", [9], "<Condition>id:7 &lt; 3</Condition>")}
${trigger(76, "response 20", "before", "action", [3, 10, 11])}</Triggers>
<Actions>${action(1, "parameter 7", "increment", 'value="1"')}${action(2, "parameter 11", "copy", 'id="10"')}${action(3, "response", "read")}${action(4, "command 1", "make")}${action(5, "command 1", "length")}
${action(6, "parameter 11", "append", 'value="z"')}${action(7, "command 1", "crc")}${action(8, "group 50", "execute")}${action(9, "parameter 11", "clear")}${action(10, "response 20", "length")}${action(11, "response 20", "crc")}
${action(12, "parameter 1000", "aggregate", 'options="type:sum;return:1003" id="1002"')}${action(13, "protocol", "swap column", 'options="swap:1000:1002:1003"')}${action(14, "timer 60", "reschedule")}${action(15, "parameter 6", "change length", 'id="7"')}</Actions>
<QActions><QAction id="80" name="Q" triggers="10;11;12" inputParameters="10;7" encoding="csharp"/><QAction id="81" triggers="1002" row="true"/><QAction id="82" triggers="7" options="queued;binary" inputParameters="11"/></QActions>
<NoTimeouts><NoTimeout>0x4F4B</NoTimeout></NoTimeouts></Protocol>`;
