/** One port for UDP: whoever sends a datagram is a line from then on. */
import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import type { DeviceLine } from "./device-line.ts";
import type { Face } from "./face.ts";
import { listening, type DeviceListener, type ListenAddress } from "./listener.ts";

/** The listener. */
export class UdpListener implements DeviceListener {
  readonly #socket: Socket;
  readonly #face: Face;
  readonly #lines = new Map<string, DeviceLine>();
  #held = false;

  private constructor(face: Face, { host }: ListenAddress) {
    this.#face = face;
    this.#socket = createSocket(isIPv6(host) ? "udp6" : "udp4");
    this.#socket.on("message", (bytes, { address, port }) => {
      if (!this.#held) face.received(this.#lineOf(address, port), bytes, 2);
    });
  }

  static async open(face: Face, address: ListenAddress): Promise<UdpListener> {
    const listener = new UdpListener(face, address);
    const socket = listener.#socket;
    await listening(socket, address, () => socket.bind(address.port, address.host));
    // A datagram to a port on which nobody listens any more comes back as an error.
    socket.on("error", () => undefined);
    return listener;
  }

  get port(): number {
    return this.#socket.address().port;
  }

  async close(): Promise<void> {
    for (const line of this.#lines.values()) this.#face.ended(line);
    await new Promise<void>((resolve) => this.#socket.close(() => resolve()));
  }

  #lineOf(address: string, port: number): DeviceLine {
    const peer = `${address}:${String(port)}`;
    const known = this.#lines.get(peer);
    if (known !== undefined) return known;
    const forget = (): void => {
      const line = this.#lines.get(peer);
      this.#lines.delete(peer);
      if (line !== undefined) this.#face.ended(line);
    };
    const line = this.#face.opened(
      {
        pack: (bytes) => bytes,
        write: (bytes) => this.#socket.send(bytes, port, address),
        close: forget,
        reset: forget,
        hold: (held) => (this.#held = held),
      },
      peer,
      "",
    );
    this.#lines.set(peer, line);
    return line;
  }
}
