/** Every option of every public function refuses a value of another kind, and says what was given and what is expected. */
import { expect } from "chai";
import {
  applyFixes,
  checkConnector,
  CSharpHost,
  Element,
  parseProtocol,
  QActionKitError,
  savedOnDisk,
  type ElementOptions,
} from "qaction-kit";
import {
  bytesToHex,
  createEncoding,
  decodeUtf8,
  Encoding,
  inspectBytes,
  readBytes,
  readStream,
  repairMojibake,
} from "qaction-kit/encoding";
import {
  createSLProtocolStub,
  EventDevice,
  TestElement,
  type ConnectorSketch,
  type TestElementOptions,
} from "qaction-kit/testing";

const xml = "<Protocol><Type>virtual</Type></Protocol>";
const { protocol } = parseProtocol(xml);

/** A value of another kind for each key, and what the message says of it and of what is expected. */
type Wrong<T> = { readonly [K in keyof T]-?: readonly [value: unknown, shown: string, expected: string] };
/** The wrong values for an object of options, one for each of its keys. */
const all = <T>(wrong: Wrong<NonNullable<T>>): Wrong<NonNullable<T>> => wrong;
type Nested<K extends keyof ElementOptions> = Exclude<NonNullable<ElementOptions[K]>, boolean>;
type Sketched<K extends "params" | "tables" | "qactions"> = Exclude<
  NonNullable<ConnectorSketch[K]>[number],
  string
>;
type Columns = Exclude<Sketched<"tables">["columns"][number], string>;

const text = [5, "5", "a text"] as const;
const number = ["5", "'5'", "a number"] as const;
const flag = ["yes", "'yes'", "true or false"] as const;
const callback = [{}, "an object", "a function"] as const;
const culture = [
  "no culture",
  "'no culture'",
  "the name of a culture such as 'nl-BE', or '' for the invariant one",
] as const;
const timeZone = [
  "Mars/Olympus",
  "'Mars/Olympus'",
  process.platform === "win32"
    ? "left out: on Windows C# has the time zone of the system"
    : "the name of a time zone such as 'Europe/Brussels'",
] as const;
const debug = ["on", "'on'", "true or false or 'wait'"] as const;
const clock = [3, "3", "a clock"] as const;
const pem = [true, "true", "a text or a Buffer"] as const;
const dotnet = ["mono", "'mono'", "'netfx', 'core'"] as const;
const pages = [["1252"], "an array", "an array of numbers"] as const;
const ids = [1, "1", "an array of parameter ids"] as const;
const object = (what: string) => [[], "an array", what] as const;

const connection: Wrong<NonNullable<ElementOptions["connections"]>[number]> = {
  host: text,
  port: number,
  portType: ["tcp", "'tcp'", "'ip', 'udp'"],
  localPort: number,
  busAddress: text,
  timeoutMs: number,
  retries: number,
  skipCertificateVerification: flag,
  includeTimeout: flag,
  tls: object("an object of options"),
};
const element: Wrong<ElementOptions> = {
  ...connection,
  options: object("an object of named options"),
  elementTimeoutMs: number,
  connections: ["h", "'h'", "an object with fields by connection id"],
  scripts: [5, "5", "a folder, or an object with scripts by QAction id"],
  csharp: [1, "1", "true or false or an object of options"],
  values: [{ 1: true }, "an object", "an object with texts and numbers by parameter id"],
  savedValues: ["x", "'x'", "savedOnDisk(FILE) or savedInMemory()"],
  name: text,
  elementId: number,
  dataMinerId: number,
  clock,
  stream: object("an object of limits"),
  logLevels: object("an object of levels"),
  makeConnection: callback,
  answerHttp: callback,
  dataMiner: ["dm", "'dm'", "an object with the parts of a DataMiner system"],
  elements: [{}, "an object", "a directory such as createElementDirectory makes"],
  scriptFailed: callback,
};
const tls: Wrong<Nested<"tls">> = {
  ca: [[5], "an array", "a text or a Buffer or an array of PEM texts or Buffers"],
  cert: pem,
  key: pem,
  pfx: ["pem", "'pem'", "a Buffer"],
  passphrase: text,
  serverName: text,
};
const { makeConnection: _, answerHttp: __, scriptFailed: ___, ...shared } = element;
const testElement: Wrong<TestElementOptions> = {
  ...shared,
  answer: callback,
  connect: flag,
  clock: [{ now: () => 0, after: () => 0 }, "an object", "a ManualClock"],
  scriptFailures: ["keep", "'keep'", "'reject', 'collect'"],
  logSink: callback,
  expectTimeoutMs: number,
};
const connector: Wrong<ConnectorSketch> = {
  name: text,
  unicode: flag,
  message: number,
  params: object("an object with parameters by id"),
  tables: object("an object with tables by id"),
  qactions: object("an object with QActions by id"),
};
const kind = ["txt", "'txt'", "'text', 'number'"] as const;
const parameter: Wrong<Sketched<"params">> = {
  kind,
  name: text,
  type: ["array", "'array'", "'read', 'write', 'dummy'"],
  value: [true, "true", "a text or a number"],
  save: flag,
  setter: flag,
  length: number,
  discreets: object("an object with values by displayed text"),
  options: text,
};
const table: Wrong<Sketched<"tables">> = {
  columns: ["text", "'text'", "an array of columns"],
  name: text,
  key: number,
  options: text,
};
const column: Wrong<Columns> = { kind, pid: number, name: text, type: text, options: text, write: number };
const qaction: Wrong<Sketched<"qactions">> = {
  run: ["Run", "'Run'", "a function, a class or a module"],
  triggers: ids,
  inputs: [["1"], "an array", "an array of parameter ids"],
  options: text,
  row: flag,
};
const checking: Wrong<NonNullable<Parameters<typeof checkConnector>[1]>> = {
  text,
  rules: object("an object with settings by rule"),
  config: flag,
  codePage: number,
};

/** Calls with one option, and the wrong values of each. */
const functions: readonly (readonly [
  name: string,
  wrong: Readonly<Record<string, readonly [value: unknown, shown: string, expected: string]>>,
  call: (options: object) => unknown,
])[] = [
  ["Element", element, (options) => new Element(protocol, options)],
  ["Connection 0", connection, (input) => new Element(protocol, { connections: { 0: input } })],
  ["tls", tls, (settings) => new Element(protocol, { tls: settings })],
  [
    "tls of connection 0",
    tls,
    (settings) => new Element(protocol, { connections: { 0: { tls: settings } } }),
  ],
  [
    "stream",
    all<Nested<"stream">>({ entries: number, bytes: number }),
    (limits) => new Element(protocol, { stream: limits }),
  ],
  [
    "logLevels",
    all<Nested<"logLevels">>({ information: number, error: number, debug: number }),
    (levels) => new Element(protocol, { logLevels: levels }),
  ],
  [
    "csharp",
    all<Nested<"csharp">>({
      host: [{}, "an object", "a CSharpHost"],
      runtime: text,
      debug,
      culture,
      timeZone,
      solution: text,
      timeoutMs: number,
    }),
    (settings) => new Element(protocol, { csharp: settings }),
  ],
  ["TestElement", testElement, (options) => TestElement.start(protocol, options)],
  ["The connector", connector, (sketch) => TestElement.start(sketch)],
  ["Parameter 1", parameter, (sketch) => TestElement.start({ params: { 1: sketch as Sketched<"params"> } })],
  ["Table 1", table, (sketch) => TestElement.start({ tables: { 1: { columns: [], ...sketch } } })],
  ["Column 0 of table 1", column, (sketch) => TestElement.start({ tables: { 1: { columns: [sketch] } } })],
  [
    "QAction 1",
    qaction,
    (sketch) => TestElement.start({ qactions: { 1: { run: () => undefined, ...sketch } } }),
  ],
  ["checkConnector", checking, (options) => checkConnector(Buffer.from(xml), options)],
  [
    "applyFixes",
    all<Parameters<typeof applyFixes>[1]>({ ...checking, suggestions: flag }),
    (options) => applyFixes(Buffer.from(xml), options),
  ],
  [
    "savedOnDisk",
    all<Parameters<typeof savedOnDisk>[1]>({
      groupMs: number,
      damaged: ["ignore", "'ignore'", "'refuse', 'recover'"],
      clock,
    }),
    (options) => savedOnDisk("none.saved", options),
  ],
  [
    "CSharpHost",
    all<Parameters<typeof CSharpHost.start>[0]>({ runtime: text, cache: text, debug, culture, timeZone }),
    (options) => CSharpHost.start(options),
  ],
  [
    "EventDevice",
    all<Parameters<typeof EventDevice.start>[0]>({ path: text, discovery: text, port: number }),
    (options) => EventDevice.start(options),
  ],
  [
    "createSLProtocolStub",
    all<Parameters<typeof createSLProtocolStub>[0]>({
      parameters: object("an object with values by parameter id"),
      names: object("an object with parameter ids by name"),
      tables: object("an object with tables by id"),
      inputs: [{}, "an object", "an array of values"],
      members: [5, "5", "an object with members by name"],
    }),
    (options) => createSLProtocolStub(options),
  ],
  [
    "createEncoding",
    all<Parameters<typeof createEncoding>[0]>({ codePage: number, dotnet }),
    (options) => createEncoding(options),
  ],
  [
    "GetEncoding",
    all<Parameters<typeof Encoding.GetEncoding>[1]>({
      fallback: ["throw", "'throw'", "'replacement', 'bestFit', 'exception'"],
      dotnet,
    }),
    (options) => Encoding.GetEncoding(1252, options),
  ],
  [
    "bytesToHex",
    all<Parameters<typeof bytesToHex>[1]>({ separator: text, upperCase: flag }),
    (options) => bytesToHex([1], options),
  ],
  [
    "decodeUtf8",
    all<Parameters<typeof decodeUtf8>[1]>({
      bom: [true, "true", "'keep', 'strip'"],
      invalid: ["ignore", "'ignore'", "'replace', 'throw'"],
      dotnet,
    }),
    (options) => decodeUtf8([1], options),
  ],
  [
    "inspectBytes",
    all<Parameters<typeof inspectBytes>[1]>({ codePages: pages, sampleBytes: number, totalBytes: number }),
    (options) => inspectBytes([1], options),
  ],
  [
    "readBytes",
    all<Parameters<typeof readBytes>[1]>({
      as: ["xxd", "'xxd'", "'hex', 'dec', 'dump', 'base64', 'escapes', 'text'"],
      strict: flag,
    }),
    (options) => readBytes("00", options),
  ],
  [
    "readStream",
    all<Parameters<typeof readStream>[1]>({
      codePage: number,
      detectEncodingFromByteOrderMarks: flag,
      dotnet,
    }),
    (options) => readStream([1], options),
  ],
  [
    "repairMojibake",
    all<Parameters<typeof repairMojibake>[1]>({ codePages: pages }),
    (options) => repairMojibake("a", options),
  ],
];

describe("options of another kind", () => {
  for (const [name, wrong, call] of functions) {
    for (const [key, [value, shown, expected]] of Object.entries(wrong)) {
      it(`${name}: '${key}' cannot be ${shown}`, async () => {
        let thrown: unknown;
        try {
          await call({ [key]: value });
        } catch (error) {
          thrown = error;
        }
        expect(thrown).to.be.instanceOf(QActionKitError).with.property("code", "ERR_OPTION");
        const { message, details } = thrown as QActionKitError;
        expect(message).to.contain(`${name}: '${key}' cannot be ${shown}. Use ${expected}`);
        expect(details).to.deep.equal({ name: key });
      });
    }
  }

  it("a parameter in short form", async () => {
    const sketch = { params: { 1: "txt" } } as object;
    const thrown: unknown = await TestElement.start(sketch).catch((error: unknown) => error);
    expect(thrown).to.have.property("message", "Parameter 1: 'kind' cannot be 'txt'. Use 'text', 'number'.");
  });
});
