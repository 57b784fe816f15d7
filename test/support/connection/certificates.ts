/** Certificates made at test time: an issuer of our own, and what it signs. */
import { generate } from "selfsigned";

/** A certificate with its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const day = 86_400_000;

/** An issuer. */
export async function issuer(name = "Test issuer"): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/** What a certificate says. */
export interface Says {
  /** DNS names; default `localhost`. */
  readonly names?: readonly string[];
  /** IP addresses; default 127.0.0.1. */
  readonly addresses?: readonly string[];
  readonly purpose?: "server" | "client";
  readonly expired?: boolean;
}

/** A certificate signed by an issuer. */
export async function signed(by: Certificate, says: Says = {}): Promise<Certificate> {
  const { names = ["localhost"], addresses = ["127.0.0.1"], purpose = "server", expired = false } = says;
  const made = await generate([{ name: "commonName", value: names[0] ?? "nobody" }], {
    keyType: "ec",
    algorithm: "sha256",
    ca: by,
    notBeforeDate: new Date(Date.now() - 10 * day),
    notAfterDate: new Date(Date.now() + (expired ? -1 : 10) * day),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true },
      { name: "extKeyUsage", ...(purpose === "server" ? { serverAuth: true } : { clientAuth: true }) },
      {
        name: "subjectAltName",
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}
