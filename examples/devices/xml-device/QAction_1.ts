/** QAction 1: the bytes of a binary frame are XML in UTF-8. */
import { XMLParser } from "fast-xml-parser";

const [program, temperature, messages] = [20, 21, 22];
const messageProcessed = 10;

const parser = new XMLParser({ parseTagValue: false });

/** What the device sends. */
interface Status {
  readonly status?: { readonly program?: string; readonly temperature?: string };
}

export function Run(protocol: SLProtocol, message: ByteStream): void {
  const { status } = parser.parse(Encoding.UTF8.GetString(message)) as Status;
  if (status !== undefined) {
    protocol.SetParameter(program, status.program ?? "");
    protocol.SetParameter(temperature, Number(status.temperature));
    protocol.SetParameter(messages, Number(protocol.GetParameter(messages)) + 1);
  }
  protocol.CheckTrigger(messageProcessed);
}
