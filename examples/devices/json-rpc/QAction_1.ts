/** QAction 1: what an answer holds is stored, and the request that waits for it is told. */
import { reader, requests, type CoreAnswer } from "./core-link.ts";

const [gain, design] = [20, 21];
const messageProcessed = 10;

export function Run(protocol: SLProtocol, data: ByteStream): void {
  for (const bytes of reader.read(data)) {
    const answer = JSON.parse(bytes.toString("utf8")) as CoreAnswer;
    if (answer.result?.gain !== undefined) protocol.SetParameter(gain, answer.result.gain);
    if (answer.result?.design !== undefined) protocol.SetParameter(design, answer.result.design);
    if (typeof answer.id === "number") requests.answer(answer.id, answer);
  }
  protocol.CheckTrigger(messageProcessed);
}
