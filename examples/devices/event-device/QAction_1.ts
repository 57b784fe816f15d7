/** QAction 1: an event becomes the row of its source, an answer to a health command is counted. */

const sources = 1000;
const healthAnswers = 20;
const messageProcessed = 10;

/** What the device sends. */
interface DeviceMessage {
  readonly message_type: string;
  readonly event_type?: string;
  readonly identity?: { readonly source_id: string };
  readonly payload?: { readonly value: unknown };
}

export function Run(protocol: SLProtocol, message: ByteStream): void {
  const {
    message_type: kind,
    identity,
    event_type: type = "",
    payload,
  } = JSON.parse(Encoding.UTF8.GetString(message)) as DeviceMessage;
  if (kind === "health")
    protocol.SetParameter(healthAnswers, Number(protocol.GetParameter(healthAnswers)) + 1);
  if (kind === "state" && identity !== undefined) {
    const key = identity.source_id;
    const known = protocol.Exists(sources, key);
    const events = known ? Number(protocol.GetParameterIndexByKey(sources, key, 4)) + 1 : 1;
    const row = [key, type, String(payload?.value), events];
    if (known) protocol.SetRow(sources, key, row);
    else protocol.AddRow(sources, row);
  }
  protocol.CheckTrigger(messageProcessed);
}
