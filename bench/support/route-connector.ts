/** The connector of `route` and `replay`: a message goes to a script, which sets five parameters. */
import { parseProtocol, type Protocol, type SLProtocol } from "../../src/index.ts";
import type { DeviceMessage } from "./message.ts";

/** The connector. @param saved the parameter that is saved */
export function routeProtocol(saved?: number): Protocol {
  const param = (id: number, type: string, raw: string): string =>
    `<Param id="${String(id)}" save="${String(saved === id)}"><Name>P${String(id)}</Name><Type>read</Type><Interprete><RawType>${raw}</RawType><Type>${type}</Type>
  <LengthType>next param</LengthType></Interprete></Param>`;
  return parseProtocol(`<Protocol xmlns="http://www.skyline.be/protocol"><Name>Route</Name><Version>1.0.0.1</Version>
  <Options><Encoding>unicode</Encoding></Options>
  <Connections><Connection id="0" name="Events"><Http><CommunicationOptions><WebSocket>true</WebSocket>
    <MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions></Http></Connection></Connections>
  <Params>${param(7, "double", "numeric text")}${param(11, "string", "other")}${param(21, "double", "numeric text")}${param(22, "double", "numeric text")}
    ${param(23, "string", "other")}${param(24, "string", "other")}${param(25, "string", "other")}
    <Param id="30"><Name>Go</Name><Type>fixed</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>0x47</Value></Interprete></Param></Params>
  <Commands><Command id="1"><Name>go</Name><Content><Param>30</Param></Content></Command></Commands>
  <Responses><Response id="1" options="Connection:0"><Name>any</Name><Content><Param>11</Param></Content></Response></Responses>
  <Pairs><Pair id="1"><Name>go</Name><Content><Command>1</Command></Content></Pair></Pairs>
  <Groups><Group id="1"><Name>go</Name><Content><Pair>1</Pair></Content></Group></Groups>
  <Triggers><Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger>
    <Trigger id="2"><On id="7">parameter</On><Time>change</Time><Type>action</Type><Content><Id>2</Id></Content></Trigger>
    <Trigger id="3"><On id="each">command</On><Time>before</Time><Type>action</Type><Content><Id>3</Id></Content></Trigger></Triggers>
  <Actions><Action id="1"><On>response</On><Type>read</Type></Action><Action id="2"><On id="1">group</On><Type>execute</Type></Action>
    <Action id="3"><On>command</On><Type>make</Type></Action></Actions>
  <QActions><QAction id="1" name="parse" encoding="csharp" triggers="11" inputParameters="11" options="binary"/></QActions></Protocol>`)
    .protocol;
}

/** What the script does. */
export function store(slp: SLProtocol, { number, level, source, state, text }: DeviceMessage): void {
  slp.SetParameter(21, number);
  slp.SetParameter(22, level);
  slp.SetParameter(23, source);
  slp.SetParameter(24, state);
  slp.SetParameter(25, text);
}
