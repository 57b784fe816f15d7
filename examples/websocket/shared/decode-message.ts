/** The cure: `inputParameters="10" options="binary"` hands the bytes over, and the script decodes them. */

const messageDecoded = 21;
const source = 22;
const value = 23;
const eventCount = 24;
const heartbeats = 25;
const messageProcessed = 10;

/** What the device sends: an event of a source, or the answer to a heartbeat. */
interface DeviceMessage {
  readonly type: string;
  readonly source?: string;
  readonly value?: number;
}

/** Decodes one message, stores what it says, and clears the response parameter so that an equal message counts again. */
export function decodeMessage(protocol: SLProtocol, message: ByteStream): void {
  const text = Encoding.UTF8.GetString(message);
  const content = JSON.parse(text) as DeviceMessage;
  if (content.type === "pong") {
    protocol.SetParameter(heartbeats, Number(protocol.GetParameter(heartbeats)) + 1);
  } else {
    protocol.SetParameter(messageDecoded, text);
    protocol.SetParameter(source, content.source ?? "");
    protocol.SetParameter(value, content.value ?? 0);
    protocol.SetParameter(eventCount, Number(protocol.GetParameter(eventCount)) + 1);
  }
  protocol.CheckTrigger(messageProcessed);
}
