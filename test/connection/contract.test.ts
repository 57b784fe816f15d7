/** The contract of a connection, for every transport that keeps a line open. HTTP opens one for each session instead. */
import type { Connection } from "../../src/connection/connection.ts";
import type { ManualClock } from "../../src/testing/manual-clock.ts";
import { TestServer } from "../support/element/server.ts";
import { describeContract, type Contract } from "../support/connection/contract.ts";
import { makeLine } from "../support/connection/line.ts";
import type { Recorder } from "../support/connection/recorder.ts";
import { command, serialLine } from "../support/connection/serial-line.ts";
import { TcpDevice } from "../support/connection/tcp-device.ts";
import { UdpDevice } from "../support/connection/udp-device.ts";
import { udp } from "../../src/connection/udp/udp.ts";

/** Both sides joined; the second server is there for `retarget`. */
function joined(
  line: { readonly connection: Connection; readonly events: Recorder; readonly clock: ManualClock },
  rest: Pick<Contract, "hears" | "cut" | "elsewhere" | "reached">,
  servers: readonly AsyncDisposable[],
): Contract {
  return {
    ...line,
    ...rest,
    async [Symbol.asyncDispose]() {
      const closed = line.connection.close();
      await line.clock.advance(10_000);
      await closed;
      for (const server of servers) await server[Symbol.asyncDispose]();
    },
  };
}

describeContract({
  ...{ name: "WebSocket", opensOnSend: false, triesAgain: false },
  make: async (nowhere = false) => {
    const [server, other] = [await TestServer.start(), await TestServer.start()];
    const line = makeLine({ host: "ws://127.0.0.1", port: server.port });
    if (nowhere) await server[Symbol.asyncDispose]();
    return joined(
      line,
      {
        hears: async (text) => {
          while (!server.texts.includes(text)) await server.hears(server.heard.length + 1);
        },
        cut: () => {
          server.cut();
        },
        elsewhere: other.url,
        reached: () => other.accepts(1),
      },
      nowhere ? [other] : [server, other],
    );
  },
});

for (const kind of ["serial", "smart-serial"] as const) {
  describeContract({
    ...{ name: `${kind} over TCP`, opensOnSend: kind === "serial", triesAgain: kind === "smart-serial" },
    make: async (nowhere = false) => {
      const [device, other] = [await TcpDevice.start(), await TcpDevice.start()];
      const line = serialLine({ kind, port: device.port });
      if (nowhere) await device.stop();
      return joined(
        line,
        {
          hears: (text) => device.hears(text),
          cut: () => {
            device.cut();
          },
          elsewhere: `localhost:${String(other.port)}`,
          reached: () => other.accepts(1),
        },
        nowhere ? [other] : [device, other],
      );
    },
  });
}

for (const kind of ["serial", "smart-serial"] as const) {
  describeContract({
    ...{ name: `${kind} over UDP`, opensOnSend: kind === "serial", triesAgain: kind === "smart-serial" },
    breaks: false,
    make: async (nowhere = false) => {
      const [device, other] = [await UdpDevice.start(0, "localhost"), await UdpDevice.start(0, "localhost")];
      const host = nowhere ? "nowhere.invalid" : "localhost";
      const line = serialLine({ kind, host, port: device.port, transport: udp });
      return joined(
        line,
        {
          hears: (text) => device.hears(text),
          cut: () => undefined,
          elsewhere: `localhost:${String(other.port)}`,
          reached: () => {
            line.connection.send(command("there"));
            return other.hears("there");
          },
        },
        [device, other],
      );
    },
  });
}
