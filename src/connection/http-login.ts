/** Logins of an HTTP session: Basic at once, then what the server asks for (`Protocol.HTTP.Session-loginMethod`). */
import { createHash, randomBytes } from "node:crypto";

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

/**
 * The `Authorization` of a digest login (RFC 2617 section 3.2.2), quality of protection `auth` or none.
 * Undefined when the server wants more than RFC 2617 has (`SHA-256`, `auth-int` alone).
 */
export function digestCredentials(
  { user, password }: Login,
  challenge: Challenge,
  request: DigestRequest,
): string | undefined {
  const { realm = "", nonce = "", opaque, qop, algorithm = "MD5" } = challenge.parameters;
  const session = algorithm.toLowerCase() === "md5-sess";
  if (!session && algorithm.toLowerCase() !== "md5") return undefined;
  const protections = qop?.split(",").map((part) => part.trim().toLowerCase());
  if (protections !== undefined && !protections.includes("auth")) return undefined;
  const cnonce = request.cnonce ?? randomBytes(8).toString("hex");
  const count = request.count.toString(16).padStart(8, "0");
  const secret = md5(`${user}:${realm}:${password}`);
  const first = session ? md5(`${secret}:${nonce}:${cnonce}`) : secret;
  const second = md5(`${request.method}:${request.uri}`);
  const response =
    protections === undefined
      ? md5(`${first}:${nonce}:${second}`)
      : md5(`${first}:${nonce}:${count}:${cnonce}:auth:${second}`);
  const fields = [
    ...[
      `username=${quote(user)}`,
      `realm=${quote(realm)}`,
      `nonce=${quote(nonce)}`,
      `uri=${quote(request.uri)}`,
    ],
    ...(challenge.parameters["algorithm"] === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(protections === undefined && !session ? [] : [`cnonce=${quote(cnonce)}`]),
    ...(protections === undefined ? [] : ["qop=auth", `nc=${count}`]),
    `response=${quote(response)}`,
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ];
  return `Digest ${fields.join(", ")}`;
}

function md5(text: string): string {
  return createHash("md5").update(text, "utf8").digest("hex");
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}
