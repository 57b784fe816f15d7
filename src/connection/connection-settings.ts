/** Settings of a connection: the operator's, else the protocol's defaults, else the named options. */
import type { ConnectionOptions } from "../options/register.ts";
import type { ConnectionDefinition } from "../protocol/model.ts";
import type { TlsSettings } from "./secure.ts";

/** What carries the bytes of a connection (`Protocol-EnumPortTypes`). */
export type PortType = "ip" | "udp";

/** What the operator filled in; what is missing comes from the protocol (`UserSettings`), else from the options. */
export interface OperatorSettings {
  /** Address field: host, `host:port` or URL. There is no default for it. */
  readonly host?: string;
  /** Type of port: TCP/IP or UDP/IP. An address that begins with `tcp://` or `udp://` says it as well. */
  readonly portType?: PortType;
  /** Port field, 0..65535. */
  readonly port?: number;
  /** Local IP port of a serial client, 0..65535; 0: chosen by the system. */
  readonly localPort?: number;
  /** Bus address; the word bypassProxy, in any case, switches the proxy off. */
  readonly busAddress?: string;
  /** ms to wait for one answer. */
  readonly timeoutMs?: number;
  /** Further sends after the first, and further attempts to open. */
  readonly retries?: number;
  /** Accept any server certificate. */
  readonly skipCertificateVerification?: boolean;
  /** Certificates, for https and wss. */
  readonly tls?: TlsSettings;
}

/** All settings of one connection. */
export interface ConnectionSettings {
  readonly host: string;
  readonly portType: PortType;
  /** 0: not filled in. */
  readonly port: number;
  /** 0: chosen by the system. */
  readonly localPort: number;
  /** Smart-serial over UDP: every datagram is handed on at once. */
  readonly flushPerDatagram: boolean;
  readonly busAddress: string;
  /** Read from the bus address (`ConnectionsHttpElementConfiguration`). */
  readonly bypassProxy: boolean;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly skipCertificateVerification: boolean;
}

/** Settings of a connection: operator, else protocol, else option. */
export function connectionSettings(
  definition: Pick<ConnectionDefinition, "settings">,
  operator: OperatorSettings,
  options: Pick<ConnectionOptions, "timeoutMs" | "retries">,
): ConnectionSettings {
  const { settings } = definition;
  const busAddress = operator.busAddress ?? settings.busAddress ?? "";
  return {
    host: operator.host ?? "",
    portType: operator.portType ?? writtenPortType(operator.host) ?? proposedPortType(settings.portType),
    port: operator.port ?? settings.ipPort ?? 0,
    localPort: operator.localPort ?? settings.localPort ?? 0,
    flushPerDatagram: settings.flushPerDatagram ?? false,
    busAddress,
    bypassProxy: busAddress.trim().toLowerCase() === "bypassproxy",
    timeoutMs: operator.timeoutMs ?? settings.timeoutMs ?? options.timeoutMs,
    retries: operator.retries ?? settings.retries ?? options.retries,
    skipCertificateVerification:
      operator.skipCertificateVerification ?? settings.skipCertificateVerification ?? false,
  };
}

function writtenPortType(host = ""): PortType | undefined {
  const scheme = /^\s*(tcp|udp):\/\//i.exec(host)?.[1]?.toLowerCase();
  return scheme === undefined ? undefined : scheme === "udp" ? "udp" : "ip";
}

/** A serial port of the machine is not opened here: a protocol that proposes one is given TCP/IP. */
function proposedPortType(proposed: "ip" | "udp" | "rs232" | undefined): PortType {
  return proposed === "udp" ? "udp" : "ip";
}
