/** Serial connections over TCP (port type TCP/IP). */
import type { SerialTransport } from "../serial/serial-port.ts";
import { TcpLine } from "./tcp-line.ts";
import { TcpServer } from "./tcp-server.ts";

export const tcp: SerialTransport = {
  scheme: "tcp",
  connect: (target, port, events) => new TcpLine(target, port, events),
  listen: (target, port) => new TcpServer(target, port),
};
