/** QAction 1: five sockets, five ways to end a message. */
import { createMessageReader, type MessageReader } from "qaction-kit";

const [mode, link, left, right, closedInputs, presetNames] = [20, 21, 22, 23, 24, 25];
/** Parameters of the sockets. */
const [control, status, meters, gpio, presets] = [10, 11, 12, 13, 14];

/** How each socket is read; the inputs are single bytes, each piece of which is complete. */
const readers: Readonly<Record<number, MessageReader>> = {
  [control]: createMessageReader("line"),
  [status]: createMessageReader("line"),
  [meters]: createMessageReader({ length: 1 }),
  [presets]: createMessageReader("json"),
};

const kindOfLevels = 1;

/** What each socket says. */
const reads: Readonly<Record<number, (protocol: SLProtocol, message: Buffer) => void>> = {
  [control]: (protocol, message) => {
    const [word, value = ""] = message.toString("latin1").split(" ");
    if (word === "MODE") protocol.SetParameter(mode, value);
  },
  [status]: (protocol, message) => {
    const [word, value = ""] = message.toString("latin1").split(" ");
    if (word === "LINK") protocol.SetParameter(link, value);
  },
  [meters]: (protocol, message) => {
    if (message[1] !== kindOfLevels) return;
    protocol.SetParameter(left, message.readInt16BE(2) / 10);
    protocol.SetParameter(right, message.readInt16BE(4) / 10);
  },
  [gpio]: (protocol, message) => {
    protocol.SetParameter(closedInputs, message.filter((input) => input === 1).length);
  },
  [presets]: (protocol, message) => {
    const { presets: names } = JSON.parse(message.toString("utf8")) as {
      readonly presets: readonly string[];
    };
    protocol.SetParameter(presetNames, names.join(", "));
  },
};

export function Run(protocol: SLProtocol, ...data: ByteStream[]): void {
  const socket = protocol.GetTriggerParameter();
  const bytes = data[socket - control] ?? [];
  for (const message of readers[socket]?.read(bytes) ?? [Buffer.from(Uint8Array.from(bytes))])
    reads[socket]?.(protocol, message);
  // The triggers that clear the parameters have the numbers of the parameters.
  protocol.CheckTrigger(socket);
}
