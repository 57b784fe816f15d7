/** TLS: the options of a connection, and which server certificates are accepted. */
import { isIP, type Socket } from "node:net";
import { connect, type ConnectionOptions as TlsOptions, type TLSSocket } from "node:tls";
import { QActionKitError } from "../base/errors.ts";

/** Certificates of a secure connection. PEM text or bytes; several in one list. */
export interface TlsSettings {
  /** Issuers to trust instead of the system's own list. */
  readonly ca?: string | Buffer | readonly (string | Buffer)[];
  /** Client certificate with its chain. */
  readonly cert?: string | Buffer;
  /** Private key of the client certificate. */
  readonly key?: string | Buffer;
  /** Client certificate and key in one PKCS#12 file. */
  readonly pfx?: Buffer;
  /** Opens `key` or `pfx`. */
  readonly passphrase?: string;
  /** Name to ask for (SNI) and to check the certificate against; default: the host of the address. */
  readonly serverName?: string;
}

/** Settings of a TLS connection. */
export interface SecureLine {
  readonly host: string;
  readonly tls: TlsSettings;
  /** Accept expired, revoked, untrusted, wrongly named or weakly signed certificates (`HTTPS_Connection`). */
  readonly skipVerification: boolean;
}

/** Purpose of a server certificate and "any purpose" (RFC 5280 section 4.2.1.12). */
const serverPurposes = ["1.3.6.1.5.5.7.3.1", "2.5.29.37.0"];

/** The options of Node's TLS for a line; at least TLS 1.2. */
export function tlsOptions({ host, tls, skipVerification }: SecureLine): TlsOptions {
  const { serverName, ca, ...certificates } = tls;
  return {
    ...certificates,
    ...(ca === undefined ? {} : { ca: [ca].flat() }),
    // A server name must not be an address (RFC 6066 section 3).
    servername: serverName ?? (isIP(host) === 0 ? host : ""),
    minVersion: "TLSv1.2",
    rejectUnauthorized: !skipVerification,
    ALPNProtocols: ["http/1.1"],
  };
}

/**
 * Starts TLS on a connected socket, or connects first. A certificate that is not for a server is rejected even when
 * verification is skipped.
 * @throws QActionKitError `ERR_CONNECTION_TLS` when the certificates of the settings cannot be read.
 */
export function connectSecurely(
  line: SecureLine,
  place: { socket: Socket } | { host: string; port: number },
): TLSSocket {
  const secured = begin(line, place);
  if (line.skipVerification) {
    secured.once("secureConnect", () => {
      const purposes = secured.getPeerCertificate().ext_key_usage;
      if (purposes !== undefined && !purposes.some((purpose) => serverPurposes.includes(purpose))) {
        secured.destroy(new NotForServers());
      }
    });
  }
  return secured;
}

function begin(line: SecureLine, place: { socket: Socket } | { host: string; port: number }): TLSSocket {
  try {
    // With a given socket, the host is only what the certificate is verified against.
    return connect({ host: line.host, ...tlsOptions(line), ...place });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The certificates or keys set for ${line.host} cannot be read: ${why}.`;
    throw new QActionKitError("ERR_CONNECTION_TLS", message, { cause });
  }
}

/** The certificate is for another purpose. */
class NotForServers extends Error {
  readonly code = "ERR_TLS_INVALID_PURPOSE";
  constructor() {
    super("the certificate of the other side is not a server certificate");
  }
}
