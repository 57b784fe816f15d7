/** Which options an element takes, at the top and inside of what is nested, and of what kind their values are. */
import { types } from "node:util";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import {
  anyNumber,
  anyText,
  arrayOf,
  either,
  flag,
  functionOf,
  objectOf,
  oneOf,
  recordOf,
  type ValueKind,
} from "../base/value-kinds.ts";
import type { TlsSettings } from "../connection/secure.ts";
import { CSharpHost } from "../csharp/host.ts";
import { hostOptionKinds } from "../csharp/host-settings.ts";
import { defaultOptions } from "../options/register.ts";
import type { SavedStore, SavedValues } from "../parameter/saved/saved-values.ts";
import type { LogLevels } from "../qaction/log.ts";
import type { ScriptSource } from "../qaction/script/script-loader.ts";
import type { CSharpSettings } from "./csharp-qactions.ts";
import type { ConnectionInput, ElementOptions } from "./element-settings.ts";
import type { StreamLimits } from "./stream/stream-log.ts";

const scriptSource: ValueKind<ScriptSource> = {
  words: "a folder, or an object with scripts by QAction id",
  fits: (value): value is ScriptSource =>
    typeof value === "string" || (typeof value === "object" && value !== null && !Array.isArray(value)),
};
const savedValues = either(
  objectOf<SavedStore>("savedOnDisk(FILE)", "open"),
  objectOf<SavedValues>("savedInMemory()", "load", "save", "forget"),
);
const csharpHost: ValueKind<CSharpHost> = {
  words: "a CSharpHost",
  fits: (value): value is CSharpHost => value instanceof CSharpHost,
};
const buffer: ValueKind<Buffer> = {
  words: "a Buffer",
  fits: (value): value is Buffer => types.isUint8Array(value),
};
const pem = either(anyText, buffer);

const connectionKeys: OptionKeys<ConnectionInput> = {
  host: anyText,
  port: anyNumber,
  portType: oneOf("ip", "udp"),
  localPort: anyNumber,
  busAddress: anyText,
  timeoutMs: anyNumber,
  retries: anyNumber,
  skipCertificateVerification: flag,
  includeTimeout: flag,
  tls: objectOf("an object of options"),
};

/** What {@link ElementOptions} may have. */
export const elementKeys: OptionKeys<ElementOptions> = {
  ...connectionKeys,
  options: objectOf("an object of named options"),
  elementTimeoutMs: anyNumber,
  connections: objectOf("an object with fields by connection id"),
  scripts: scriptSource,
  csharp: either(flag, objectOf("an object of options")),
  values: recordOf("an object with texts and numbers by parameter id", either(anyText, anyNumber)),
  savedValues,
  name: anyText,
  elementId: anyNumber,
  dataMinerId: anyNumber,
  clock: objectOf("a clock", "now", "after"),
  stream: objectOf("an object of limits"),
  logLevels: objectOf("an object of levels"),
  makeConnection: functionOf(),
  answerHttp: functionOf(),
  dataMiner: objectOf("an object with the parts of a DataMiner system"),
  elements: objectOf("a directory such as createElementDirectory makes", "nameOf", "find", "read", "write"),
  scriptFailed: functionOf(),
};

const tlsKeys: OptionKeys<TlsSettings> = {
  ca: either(pem, arrayOf("PEM texts or Buffers", pem)),
  cert: pem,
  key: pem,
  pfx: buffer,
  passphrase: anyText,
  serverName: anyText,
};
const streamKeys: OptionKeys<StreamLimits> = {
  entries: anyNumber,
  bytes: anyNumber,
};
const csharpKeys: OptionKeys<CSharpSettings> = {
  ...hostOptionKinds,
  host: csharpHost,
  solution: anyText,
  timeoutMs: anyNumber,
};
const logKeys: OptionKeys<LogLevels> = {
  information: anyNumber,
  error: anyNumber,
  debug: anyNumber,
};

/**
 * Refuses options that do not exist and values of another kind, at the top and inside of what is nested.
 * @throws QActionKitError `ERR_OPTION`
 */
export function checkKeys(given: ElementOptions): void {
  checkOptionKeys("Element", given, elementKeys, { options: Object.keys(defaultOptions) });
  checkOptionKeys("stream", given.stream ?? {}, streamKeys);
  checkOptionKeys("logLevels", given.logLevels ?? {}, logKeys);
  if (typeof given.csharp === "object") checkOptionKeys("csharp", given.csharp, csharpKeys);
  checkOptionKeys("tls", given.tls ?? {}, tlsKeys);
  for (const [id, input] of Object.entries(given.connections ?? {})) {
    checkOptionKeys(`Connection ${id}`, input, connectionKeys);
    checkOptionKeys(`tls of connection ${id}`, input.tls ?? {}, tlsKeys);
  }
}
