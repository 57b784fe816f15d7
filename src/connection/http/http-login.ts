/** Logins of an HTTP session: Basic at once, then what the server asks for (`Protocol.HTTP.Session-loginMethod`). */
import { createHash, randomBytes } from "node:crypto";
import type { ConnectionOptions } from "../../options/register.ts";

/** Who logs in. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** One challenge of a `WWW-Authenticate` header. */
export interface Challenge {
  /** Lower case: `basic`, `digest`, `ntlm`, `negotiate`. */
  readonly scheme: string;
  /** Names in lower case, values without quotes. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a digest is computed for. */
export interface DigestRequest {
  readonly method: string;
  /** Request target as on the request line. */
  readonly uri: string;
  /** How often this nonce was used, from 1. */
  readonly count: number;
  /** Client nonce; default: random. */
  readonly cnonce?: string;
}

/** Reads the challenges of an answer, values of several headers joined by CR LF. */
export function parseChallenges(text: string): Challenge[] {
  const starts = [
    ...text.matchAll(/(?:^|[,\r\n])\s*([A-Za-z][A-Za-z0-9-]*)(?=\s+[^\s=,]|\s*(?:$|[,\r\n]))(?!\s*=)/g),
  ];
  return starts.map((match, index) => {
    const from = match.index + match[0].length;
    const segment = text.slice(from, starts[index + 1]?.index);
    const parameters: Record<string, string> = {};
    for (const [, name = "", quoted, plain = ""] of segment.matchAll(
      /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g,
    )) {
      parameters[name.toLowerCase()] = quoted?.replaceAll(/\\(.)/g, "$1") ?? plain;
    }
    return { scheme: (match[1] ?? "").toLowerCase(), parameters };
  });
}

/** Which digests may be used: those of RFC 2617 (MD5), or also SHA-256 (RFC 7616). */
export type DigestRules = ConnectionOptions["httpDigest"];

/** Hashes of the digest algorithms, by their names in lower case without `-sess`. */
const hashes: Readonly<Record<string, { readonly name: string; readonly since: DigestRules }>> = {
  md5: { name: "md5", since: "rfc2617" },
  "sha-256": { name: "sha256", since: "rfc7616" },
};

/** True for a digest challenge that can be answered: an algorithm of the rules, protection `auth` or none. */
export function canAnswer({ scheme, parameters }: Challenge, rules: DigestRules): boolean {
  return (
    scheme === "digest" && hashOf(parameters, rules) !== undefined && protectionOf(parameters) !== "other"
  );
}

/** What a challenge asks for, for messages: `ntlm`, `Digest SHA-256`. */
export function challengeText({ scheme, parameters }: Challenge): string {
  if (scheme !== "digest") return scheme;
  const protection = protectionOf(parameters) === "other" ? ` with qop ${parameters["qop"] ?? ""}` : "";
  return `Digest ${parameters["algorithm"] ?? "MD5"}${protection}`;
}

/**
 * The `Authorization` of a digest login (RFC 2617 section 3.2.2, RFC 7616 section 3.4), quality of protection `auth` or
 * none. Undefined when {@link canAnswer} says no.
 */
export function digestCredentials(
  { user, password }: Login,
  challenge: Challenge,
  request: DigestRequest,
  rules: DigestRules = "rfc2617",
): string | undefined {
  const { parameters } = challenge;
  const { realm = "", nonce = "", opaque, algorithm, userhash } = parameters;
  const found = hashOf(parameters, rules);
  const protection = protectionOf(parameters);
  if (found === undefined || protection === "other") return undefined;
  const hash = (text: string): string => createHash(found.name).update(text, "utf8").digest("hex");
  const hashUser = rules === "rfc7616" && userhash?.toLowerCase() === "true";
  const cnonce = request.cnonce ?? randomBytes(8).toString("hex");
  const count = request.count.toString(16).padStart(8, "0");
  const secret = hash(`${user}:${realm}:${password}`);
  const first = found.session ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const second = hash(`${request.method}:${request.uri}`);
  const response =
    protection === "none"
      ? hash(`${first}:${nonce}:${second}`)
      : hash(`${first}:${nonce}:${count}:${cnonce}:auth:${second}`);
  const fields = [
    ...[
      `username=${quote(hashUser ? hash(`${user}:${realm}`) : user)}`,
      `realm=${quote(realm)}`,
      `nonce=${quote(nonce)}`,
      `uri=${quote(request.uri)}`,
    ],
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(protection === "none" && !found.session ? [] : [`cnonce=${quote(cnonce)}`]),
    ...(protection === "none" ? [] : ["qop=auth", `nc=${count}`]),
    `response=${quote(response)}`,
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
    ...(hashUser ? ["userhash=true"] : []),
  ];
  return `Digest ${fields.join(", ")}`;
}

/** The hash that a challenge asks for; undefined when the rules do not have it. */
function hashOf(
  { algorithm = "MD5" }: Challenge["parameters"],
  rules: DigestRules,
): { readonly name: string; readonly session: boolean } | undefined {
  const written = algorithm.toLowerCase();
  const session = written.endsWith("-sess");
  const hash = hashes[session ? written.slice(0, -"-sess".length) : written];
  if (hash === undefined || (hash.since === "rfc7616" && rules !== "rfc7616")) return undefined;
  return { name: hash.name, session };
}

/** Quality of protection: `other` is one that cannot be given (`auth-int` alone). */
function protectionOf({ qop }: Challenge["parameters"]): "none" | "auth" | "other" {
  if (qop === undefined) return "none";
  const offered = qop.split(",").map((part) => part.trim().toLowerCase());
  return offered.includes("auth") ? "auth" : "other";
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}
