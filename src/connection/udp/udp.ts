/** Serial connections over UDP (port type UDP/IP). */
import type { SerialTransport } from "../serial/serial-port.ts";
import { UdpLine } from "./udp-line.ts";
import { UdpServer } from "./udp-server.ts";

export const udp: SerialTransport = {
  scheme: "udp",
  connect: (target, port, events) => new UdpLine(target, port, events),
  listen: (target, port) => new UdpServer(target, port),
};
