/** What an operator fills in for a connection, over the protocol's defaults, over the named options. */
import type { ConnectionOptions } from "../options/connection-options.ts";
import type { ConnectionDefinition } from "../protocol/model.ts";

/** What the operator filled in; what is missing comes from the protocol (`UserSettings`), else from the options. */
export interface OperatorSettings {
  /** Address field: host, `host:port` or URL. There is no default for it. */
  readonly host?: string;
  /** Port field, 0..65535. */
  readonly port?: number;
  /** Bus address; the word bypassProxy, in any case, switches the proxy off. */
  readonly busAddress?: string;
  /** ms to wait for one answer. */
  readonly timeoutMs?: number;
  /** Further sends after the first, and further attempts to open. */
  readonly retries?: number;
  /** Accept any server certificate. */
  readonly skipCertificateVerification?: boolean;
}

/** All settings of one connection. */
export interface ConnectionSettings {
  readonly host: string;
  /** 0: not filled in. */
  readonly port: number;
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
    port: operator.port ?? settings.ipPort ?? 0,
    busAddress,
    bypassProxy: busAddress.trim().toLowerCase() === "bypassproxy",
    timeoutMs: operator.timeoutMs ?? settings.timeoutMs ?? options.timeoutMs,
    retries: operator.retries ?? settings.retries ?? options.retries,
    skipCertificateVerification:
      operator.skipCertificateVerification ?? settings.skipCertificateVerification ?? false,
  };
}
