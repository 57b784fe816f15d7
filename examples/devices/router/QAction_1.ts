/** QAction 1: each message of the router, however many came together, is an event, an answer, or the list of all crosspoints. */
import { reader, requests, type RouterMessage } from "./router-link.ts";

const crosspoints = 1000;
const messageProcessed = 10;
const listId = 0;

function setCrosspoint(protocol: SLProtocol, destination: string, source: number): void {
  if (protocol.Exists(crosspoints, destination))
    protocol.SetRow(crosspoints, destination, [destination, source]);
  else protocol.AddRow(crosspoints, [destination, source]);
}

export function Run(protocol: SLProtocol, data: ByteStream): void {
  for (const bytes of reader.read(data)) {
    const message = JSON.parse(bytes.toString("utf8")) as RouterMessage;
    if (message.event === "crosspoint")
      setCrosspoint(protocol, String(message.destination), message.source ?? 0);
    else if (message.id === listId)
      for (const [destination, source] of Object.entries(message.result as Record<string, number>))
        setCrosspoint(protocol, destination, source);
    else if (message.id !== undefined) requests.answer(message.id, message);
  }
  protocol.CheckTrigger(messageProcessed);
}
