/** A smart-serial server over UDP: hears every sender and answers the last one (`ConnectionsSmartSerial`). */
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import type { Connection, ConnectionState, OutgoingMessage, StreamLink } from "../connection.ts";
import { connectionError, systemCode } from "../failure.ts";
import type { Inbox } from "../inbox.ts";
import type { Outbox } from "../outbox.ts";
import { serialUrl, type SerialTarget } from "../serial/serial-address.ts";
import type { SerialInput } from "../serial/serial-input.ts";
import type { SerialPort } from "../serial/serial-port.ts";
import { closeSocket, Datagrams, longestDatagram } from "./datagrams.ts";

/** Senders whose data is kept separate; beyond that the one that has been silent longest is forgotten. */
export const mostSenders = 256;

const noIPv6: ReadonlySet<string> = new Set(["EAFNOSUPPORT", "EADDRNOTAVAIL"]);
/** An IPv4 address as a socket of both families shows it. */
const mapped = /^::ffff:(?=\d+\.)/i;

/** A server over UDP. Its clients do not connect: none joins or leaves. */
export class UdpServer implements Connection {
  readonly id: number;
  readonly #target: SerialTarget;
  readonly #port: SerialPort;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  /** Processes the data of each sender; the last sender is the last entry. */
  readonly #inputs = new Map<string, SerialInput>();
  #last: RemoteInfo | undefined;
  #socket: Socket | undefined;
  /** Sockets that are not closed yet. */
  readonly #closing = new Set<Promise<void>>();
  #state: ConnectionState = "idle";
  #unsent = 0;

  /** @param target host `any`: all addresses of this machine; port 0: chosen by the system */
  constructor(target: SerialTarget, port: SerialPort) {
    this.id = port.id;
    this.#target = target;
    this.#port = port;
    this.#inbox = port.makeInbox();
    this.#outbox = port.makeOutbox();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get unsentBytes(): number {
    return this.#unsent;
  }

  open(): void {
    if (this.#state !== "idle" && this.#state !== "closed") return;
    this.#state = "connecting";
    const { host } = this.#target;
    this.#listen(host === "any" ? undefined : host, host === "any" || host.includes(":") ? "udp6" : "udp4");
  }

  /** The action *open*: stops listening and listens again (RN 31512). */
  reopen(): void {
    if (this.#state === "open") void this.close();
    this.open();
  }

  /** Sends to the last sender; false when nobody has sent anything yet. */
  send(message: OutgoingMessage, about: StreamLink = {}): boolean {
    const [socket, sender] = [this.#socket, this.#last];
    if (socket === undefined || this.#state !== "open")
      return this.#outbox.refuse(message, about, `it is ${this.#state}`);
    if (sender === undefined) return this.#outbox.refuse(message, about, "nobody has sent anything yet");
    const line = {
      unsentBytes: this.#unsent,
      longest: longestDatagram[sender.address.includes(":") && !mapped.test(sender.address) ? 6 : 4],
      send: (bytes: Uint8Array) => {
        this.#sendTo(socket, sender, bytes);
      },
    };
    return this.#outbox.send(line, message, about);
  }

  retarget(value: string): void {
    this.#port.refuseRetarget(value);
  }

  pause(): void {
    this.#inbox.pause();
  }

  resume(): void {
    this.#inbox.resume();
  }

  async close(): Promise<void> {
    this.#drop();
    this.#state = "closed";
    await Promise.all(this.#closing);
  }

  /** @param address all of this machine when it is undefined */
  #listen(address: string | undefined, type: "udp4" | "udp6"): void {
    const { host, report } = this.#port;
    const socket = createSocket(type);
    this.#socket = socket;
    const datagrams = new Datagrams(report, (bytes, sender) => {
      if (socket === this.#socket) this.#hear(bytes, sender);
    });
    socket.on("message", (bytes, sender) => {
      datagrams.push(bytes, sender);
    });
    socket.on("error", (cause) => {
      if (socket !== this.#socket) return;
      if (this.#state === "open") {
        this.#trouble(cause);
        return;
      }
      this.#drop();
      // Without IPv6: listen on all IPv4 addresses.
      if (type === "udp6" && address === undefined && noIPv6.has(systemCode(cause)))
        this.#listen(undefined, "udp4");
      else this.#failed(cause);
    });
    socket.bind(
      { port: this.#target.port, ...(address !== undefined && { address }), exclusive: true },
      () => {
        if (socket !== this.#socket) return;
        this.#state = "open";
        this.#inbox.attach(datagrams);
        const url = serialUrl("udp", { host: this.#target.host, port: socket.address().port });
        report.stream({ direction: "state", note: `listening on ${url}` });
        host.listening(this.id, url);
      },
    );
  }

  #failed(cause: Error): void {
    const { report, clock, events } = this.#port;
    this.#state = "closed";
    const url = serialUrl("udp", this.#target);
    const error = connectionError(url, cause);
    report.notice("CONNECTION_FAILED", "warning", error.message, { code: error.code });
    events.failed({ at: clock.now(), url, attempt: 1, attempts: 1, final: true, error });
  }

  /** One datagram. Data of different senders is kept separate, so that their packets do not mix. */
  #hear(bytes: Buffer, sender: RemoteInfo): void {
    this.#last = sender;
    const { port } = sender;
    const host = sender.address.replace(mapped, "");
    const name = `${host} ${String(port)}`;
    let input = this.#inputs.get(name);
    if (input === undefined) input = this.#port.makeInput({ host, port }, this.#inbox);
    else this.#inputs.delete(name);
    this.#inputs.set(name, input);
    if (this.#inputs.size > mostSenders) {
      for (const [silent, theirs] of this.#inputs) {
        this.#inputs.delete(silent);
        theirs.end();
        break;
      }
    }
    input.data(bytes);
  }

  #sendTo(socket: Socket, { port, address }: RemoteInfo, bytes: Uint8Array): void {
    this.#unsent += bytes.length;
    socket.send(bytes, port, address, (error) => {
      this.#unsent -= bytes.length;
      if (error !== null) this.#trouble(error);
    });
  }

  /** Reports a failure after which the server goes on listening. */
  #trouble(cause: Error): void {
    const { message, code } = connectionError(serialUrl("udp", this.#target), cause);
    this.#port.report.notice("CONNECTION_FAILED", "warning", message, { code });
  }

  /** Closes the socket and forgets its senders. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#last = undefined;
    this.#inbox.detach();
    for (const input of this.#inputs.values()) input.drop();
    this.#inputs.clear();
    if (socket === undefined) return;
    const closed = new Promise<void>((resolve) => {
      closeSocket(socket, resolve);
    });
    this.#closing.add(closed);
    void closed.then(() => this.#closing.delete(closed));
  }
}
