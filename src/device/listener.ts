/** What listens for a device, whatever carries its bytes. */
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { QActionKitError } from "../base/errors.ts";

/** A certificate with its key, PEM. */
export interface DeviceCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Where a listener listens. */
export interface ListenAddress {
  readonly host: string;
  /** 0: chosen by the system. */
  readonly port: number;
  /** Listens for TLS. */
  readonly tls?: DeviceCertificate | undefined;
}

/** One port of a device. */
export interface DeviceListener {
  readonly port: number;
  /** Ends every line, and listens no more. */
  close(): Promise<void>;
}

/** Settles when the server listens. @throws QActionKitError `ERR_DEVICE_LISTEN` when it cannot */
export async function listening(
  server: {
    once(event: "listening" | "error", listener: (error?: Error) => void): unknown;
    off(event: "listening" | "error", listener: (error?: Error) => void): unknown;
  },
  { host, port }: ListenAddress,
  listen: () => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      server.off("error", failed);
      resolve();
    };
    const failed = (error?: Error): void => {
      server.off("listening", done);
      const why = error?.message ?? "";
      const message = `The device cannot listen on ${host}, port ${String(port)}. ${why}. Choose another port, or 0.`;
      reject(new QActionKitError("ERR_DEVICE_LISTEN", message, { cause: error, details: { host, port } }));
    };
    server.once("listening", done);
    server.once("error", failed);
    listen();
  });
}

/** Breaks a line: the other side sees a reset. Over TLS Node cannot send one: the line ends without a word. */
export function resetSocket(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
