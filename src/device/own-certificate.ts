/** A certificate that a device signs itself (X.509 v3, RFC 5280), for TLS without any file. Node makes keys, but no certificates. */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import type { DeviceCertificate } from "./listener.ts";

/** Tags of ASN.1 (X.690). */
const tag = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  text: 0x0c,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
};
/** Object identifiers, as they are encoded. */
const oid = {
  ecdsaWithSha256: "2a8648ce3d040302",
  commonName: "550403",
  subjectAltName: "551d11",
  basicConstraints: "551d13",
};
/** Tags within the alternative names. */
const [dnsName, ipAddress] = [0x82, 0x87];
const [version, extensions] = [0xa0, 0xa3];
const day = 86_400_000;
/** Days for which it is valid: before today because clocks differ, and for as long as clients accept. */
const [daysBefore, daysAfter] = [1, 397];

function der(kind: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([kind, ...size]), content]);
}

function identifier(hex: string): Buffer {
  return der(tag.oid, Buffer.from(hex, "hex"));
}

function time(ms: number): Buffer {
  return der(tag.time, Buffer.from(new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+/g, "")));
}

function extension(hex: string, value: Buffer): Buffer {
  return der(tag.sequence, identifier(hex), der(tag.octets, value));
}

function alternativeName(host: string): Buffer {
  const version = isIP(host);
  if (version === 0) return der(dnsName, Buffer.from(host));
  return der(ipAddress, version === 4 ? Buffer.from(host.split(".").map(Number)) : addressBytes(host));
}

/** The 16 bytes of an IPv6 address. */
function addressBytes(host: string): Buffer {
  const [before = "", after = ""] = new URL(`http://[${host}]`).hostname.slice(1, -1).split("::");
  const groups = (text: string): number[] =>
    text === "" ? [] : text.split(":").map((one) => Number.parseInt(one, 16));
  const [first, last] = [groups(before), groups(after)];
  const all = [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

/** A certificate for names and addresses. @param now ms since 1970 */
export function ownCertificate(hosts: readonly string[], now: number): DeviceCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const algorithm = der(tag.sequence, identifier(oid.ecdsaWithSha256));
  const commonName = der(
    tag.sequence,
    identifier(oid.commonName),
    der(tag.text, Buffer.from("qaction simulate")),
  );
  const name = der(tag.sequence, der(tag.set, commonName));
  // A serial number is positive: its first bit is 0.
  const serial = der(tag.integer, Buffer.from([1]), randomBytes(15));
  const body = der(
    tag.sequence,
    der(version, der(tag.integer, Buffer.from([2]))),
    serial,
    algorithm,
    name,
    der(tag.sequence, time(now - daysBefore * day), time(now + daysAfter * day)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(
      extensions,
      der(
        tag.sequence,
        extension(oid.subjectAltName, der(tag.sequence, ...hosts.map(alternativeName))),
        extension(oid.basicConstraints, der(tag.sequence, Buffer.from([0x01, 0x01, 0xff]))),
      ),
    ),
  );
  const signature = der(tag.bits, Buffer.from([0]), sign("sha256", body, privateKey));
  const bytes = der(tag.sequence, body, algorithm, signature).toString("base64");
  const lines = bytes.match(/.{1,64}/g)?.join("\n") ?? "";
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
