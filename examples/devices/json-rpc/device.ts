/** A device that is asked by JSON-RPC 2.0; a byte 0 ends each message. */
import type { DeviceMessage, DeviceScript } from "qaction-kit/testing";

/** A request. */
interface Request {
  readonly id: number;
  readonly method: string;
  readonly params?: { readonly value?: number };
}

const [lowest, highest] = [-100, 20];
/** Errors of JSON-RPC. */
const [noSuchMethod, wrongParams, noJson] = [-32_601, -32_602, -32_700];

function answer(id: number | null, rest: object): object {
  return { jsonrpc: "2.0", ...rest, id };
}

function setGain(message: DeviceMessage): object {
  const { id, params } = message.json<Request>();
  const { value } = params ?? {};
  if (value === undefined || value < lowest || value > highest)
    return answer(id, { error: { code: wrongParams, message: `gain is from ${lowest} to ${highest} dB` } });
  message.device.set("gain", value);
  return answer(id, { result: { gain: value } });
}

const device: DeviceScript = {
  name: "json-rpc",
  state: { gain: -10, design: "Großer Saal" },
  faces: {
    core: {
      kind: "tcp",
      messages: "nul",
      on: [
        [
          { method: "Status.Get", id: Number },
          (message) =>
            answer(message.json<Request>().id, {
              result: { gain: message.device.get("gain"), design: message.device.get("design") },
            }),
        ],
        [{ method: "Gain.Set", id: Number }, setGain],
        [
          { method: String, id: Number },
          (message) =>
            answer(message.json<Request>().id, { error: { code: noSuchMethod, message: "no such method" } }),
        ],
        [/^/, answer(null, { error: { code: noJson, message: "this is no request" } })],
      ],
    },
  },
};

export default device;
