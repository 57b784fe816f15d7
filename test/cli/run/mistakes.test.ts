/** The usual mistakes, each with the whole text that a person sees: what happened, where, and what to do. */
import { rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import path from "node:path";
import { WebSocketServer } from "ws";
import { expect } from "chai";
import { describeFailure } from "../../../src/cli/exit.ts";
import { LiveRun } from "../../../src/cli/run/live-run.ts";
import { RunOutcome } from "../../../src/cli/run/run-outcome.ts";
import { RunPrinter } from "../../../src/cli/run/run-printer.ts";
import type { RunSettings } from "../../../src/cli/run/run-settings.ts";
import { issuer, signed } from "../../support/connection/certificates.ts";
import { WebServer } from "../../support/connection/web-server.ts";
import { connectorXml, textParam } from "../../support/element/connector.ts";
import { inFolder } from "../../support/temporary.ts";

const virtual = '<Connection id="0" name="Virtual"><Virtual/></Connection>';
const qactions = '<QAction id="1" name="Go" encoding="csharp" triggers="20" />';
const quiet = connectorXml({ connections: virtual, params: textParam(20) + textParam(21), qactions });
const socket = connectorXml({
  retries: 0,
  params: textParam(30, { typeOptions: "dynamic ip", save: true }),
});

const forgotten = socket.replace("<WebSocket>true</WebSocket>", "");
const offering = connectorXml({
  retries: 0,
  params: textParam(30, { typeOptions: "dynamic ip", save: true }) + textParam(40, { value: "v2.device" }),
  communication: "<WebSocketHandshake>25</WebSocketHandshake>",
  http: '<Session id="25" name="Handshake"><Connection id="1"><Request verb="GET"><Headers><Header key="Sec-WebSocket-Protocol" pid="40"/></Headers></Request></Connection></Session>',
});

/** A run with one mistake. */
interface Mistake {
  readonly xml?: string;
  /** Files of the connector beside `protocol.xml`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Partial<RunSettings>;
  /** Lines that are asked once the element runs. */
  readonly ask?: readonly string[];
  /** Wait until this is printed. */
  readonly until?: RegExp;
  readonly host?: string;
  readonly port?: number;
}

/** Everything that is printed, without times; the folder is called DIR, a port PORT. */
async function seen({
  xml = quiet,
  files = {},
  settings = {},
  ask = [],
  until,
  host,
  port,
}: Mistake): Promise<string> {
  return inFolder(async (folder) => {
    const protocol = path.join(folder, "protocol.xml");
    writeFileSync(protocol, xml);
    if (xml === "") rmSync(protocol);
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    const printed: string[] = [];
    let look = (): void => undefined;
    const sink = {
      line: (text: string) => {
        printed.push(text.replace(/^\S+ {2}/, ""));
        look();
      },
      complain: (text: string) => {
        printed.push(text);
      },
    };
    const all: RunSettings = {
      protocol,
      scripts: folder,
      connections: host === undefined ? {} : { 0: { host, ...(port !== undefined && { port }) } },
      insecure: false,
      values: {},
      options: {},
      runtime: undefined,
      csharpTimeoutMs: undefined,
      csharpDebug: false,
      csharpCulture: undefined,
      csharpTimeZone: undefined,
      durationMs: undefined,
      json: false,
      verbose: false,
      only: undefined,
      quiet: true,
      strict: false,
      watch: false,
      viewer: undefined,
      repl: true,
      terminal: false,
      stream: undefined,
      record: undefined,
      state: undefined,
      ...settings,
    };
    const outcome = new RunOutcome(false, true);
    let quit = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      quit = resolve;
    });
    const live = new LiveRun(all, new RunPrinter(sink, all, false), outcome, {
      loaded: () => undefined,
      made: () => undefined,
      complain: sink.complain,
      quit,
    });
    try {
      await live.start();
      for (const line of ask) live.line(line);
      if (until !== undefined) {
        await new Promise<void>((found) => {
          look = () => {
            if (until.test(printed.join("\n"))) found();
          };
          look();
        });
      }
      live.noMoreLines();
      await over;
      await live.stop();
    } catch (error) {
      printed.push(describeFailure(error).message);
    }
    const sentences = outcome.sentences();
    if (sentences.length > 0) printed.push(`The run failed: ${sentences.join("\n  ")}`);
    const text = printed.join("\n").replaceAll(folder, "DIR");
    return port === undefined ? text : text.replaceAll(`:${String(port)}`, ":PORT");
  });
}

const script = (body: string): Readonly<Record<string, string>> => ({
  "QAction_1.ts": `export function Run(protocol: SLProtocol): void {\n  ${body}\n}\n`,
});

/** A server that answers every connection with a text, and hangs up. */
class Answering implements AsyncDisposable {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(text: string): Promise<Answering> {
    const server = createServer((line) => {
      line.on("error", () => undefined);
      line.on("data", () => line.end(text));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Answering(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    await once(this.#server, "close");
  }
}

const failed = /CONNECTION_FAILED/;
const looked = "looked for QAction_1.ts (or .mts, .js, .mjs) in DIR and in the folder QAction_1 there";
const noScript = `log         warning SCRIPT_MISSING: QAction 1 (Go): there is no script for it. Write a script; ${looked}.`;
const couldNotRun = "The run failed: QAction 1 (Go): there is no script for it.";
const neverOpened = "The run failed: connection 0 never opened.";

function attempt(url: string, text: string): string {
  return `log         warning CONNECTION_FAILED: Connection 0: attempt 1 of 1: ${url}: ${text}\n${neverOpened}`;
}

/** Each mistake with all that is printed. */
const cases: Readonly<Record<string, readonly [mistake: Mistake, text: string]>> = {
  "no protocol.xml": [
    { xml: "" },
    "ERR_PROTOCOL_FILE: The protocol file 'DIR/protocol.xml' cannot be read. Check the path.",
  ],
  "a file that is not XML": [
    { xml: "hello" },
    "ERR_PROTOCOL_XML: 'DIR/protocol.xml' is not a protocol: it has no element at all instead of <Protocol>.",
  ],
  "XML of something else": [
    { xml: "<html></html>" },
    "ERR_PROTOCOL_XML: 'DIR/protocol.xml' is not a protocol: it has <html> instead of <Protocol>.",
  ],
  "an end tag that is missing": [
    { xml: quiet.replace("</Params>", ""), files: script("") },
    `DIR/protocol.xml:26:84 error XML_MALFORMED Not well-formed XML: <Params> is not closed, it was taken as closed before </Protocol>: write </Params>.
The run failed: the XML is not well-formed (line 26).`,
  ],
  "a misspelt tag": [
    {
      xml: quiet.replace("<Interprete>", "<Interpret>").replace("</Interprete>", "</Interpret>"),
      files: script(""),
    },
    "DIR/protocol.xml:6:5 warning TAG_UNKNOWN <Interpret> is not a tag of <Param>. Did you mean 'Interprete'? As it stands, it has no effect.",
  ],
  "an address for a connection that is not there": [
    { settings: { connections: { 5: { host: "x" } } } },
    "ERR_ELEMENT_OPTION: The protocol has no connection 5. Its connections are: 0.",
  ],
  "a value for a parameter that is not there": [
    { settings: { values: { 99: "x" } } },
    "ERR_ELEMENT_OPTION: The protocol has no parameter 99 to give a value to.",
  ],
  "a port out of range": [
    { xml: socket, settings: { connections: { 0: { host: "ws://x", port: 70_000 } } } },
    "ERR_ELEMENT_OPTION: The port of connection 0 is 70000. Use a whole number from 0 to 65535.",
  ],
  "no script": [{}, `${noScript}\n${couldNotRun}`],
  "a script with a misspelt name": [
    { files: { "QAction1.ts": "" } },
    `${noScript} There is 'QAction1.ts': rename it if it is meant.\n${couldNotRun}`,
  ],
  "a folder of scripts that does not exist": [
    { settings: { scripts: "/srcipts" } },
    `log         warning SCRIPT_MISSING: QAction 1 (Go): there is no script for it. Write a script; looked for QAction_1.ts in /srcipts, which does not exist.\n${couldNotRun}`,
  ],
  "a script that does not compile": [
    { files: { "QAction_1.ts": "export function Run( {" } },
    `log         error SCRIPT_NOT_LOADED: QAction 1 (Go): its script cannot be loaded. DIR/QAction_1.ts:1:23: SyntaxError: Expected identifier but found end of file
The run failed: QAction 1 (Go): its script cannot be loaded.`,
  ],
  "a script that exports another name": [
    { files: { "QAction_1.ts": "export function run() {}" } },
    `log         error SCRIPT_ENTRY_POINT: QAction 1 (Go): it has no entry point. It exports neither a class 'QAction' with a method 'Run' nor a function 'Run'.
The run failed: QAction 1 (Go): it has no entry point.`,
  ],
  "a script that imports a file that is not there": [
    { files: { "QAction_1.ts": 'import "./helper.ts";\nexport function Run() {}' } },
    `log         error SCRIPT_NOT_LOADED: QAction 1 (Go): its script cannot be loaded. DIR/QAction_1.ts:1:8: Error: Cannot find module 'DIR/helper.ts' imported from DIR/QAction_1.ts
The run failed: QAction 1 (Go): its script cannot be loaded.`,
  ],
  "a script that throws": [
    { files: script('throw new Error("no");'), ask: ["set 20 x"] },
    `log         error QAction 1: Exception during execution: Error: no
                              at Run (DIR/QAction_1.ts:2:9)
log         error QAction 1: QAction [1] triggered by [pid=20/idx=-1/pk=/user=] failed. (0x800402DA)
answer      set done`,
  ],
  "a set of a parameter that is not there, in a script": [
    { files: script('protocol.SetParameter(99, "x");'), ask: ["set 20 x"] },
    "log         error QAction 1: NT_SET_PARAMETER for 99 failed. 0x80040239 There is no parameter 99. See QAction_1.ts:2.\nanswer      set done",
  ],
  "a get of a parameter that is not there, in a script": [
    { files: script("protocol.GetParameter(99);"), ask: ["set 20 x"] },
    "log         error QAction 1: NT_GET_PARAMETER for 99 failed. 0x80040239 There is no parameter 99. See QAction_1.ts:2.\nanswer      set done",
  ],
  "a trigger that is not there, in a script": [
    { files: script("protocol.CheckTrigger(99);"), ask: ["set 20 x"] },
    "log         error QAction 1: NT_CHECK_TRIGGER for 99 failed. 0x80040239 There is no trigger 99. See QAction_1.ts:2.\nanswer      set done",
  ],
  "a set of a parameter that is not there, by a user": [
    { files: script(""), ask: ["set 99 x"] },
    "answer      0x80040239 There is no parameter 99.",
  ],
  "a misspelt request": [
    { files: script(""), ask: ["sett 20 x"] },
    "answer      There is no request 'sett'. Did you mean 'set'?",
  ],
  "no address": [
    { xml: socket, until: /ADDRESS_EMPTY/ },
    "log         warning ADDRESS_EMPTY: Connection 0: it has no address, so nothing is tried. Fill in its address, or its dynamic ip parameter.",
  ],
  "an address that is none": [
    { xml: socket, host: "no host at all", until: /ADDRESS_INVALID/ },
    `log         error ADDRESS_INVALID: Connection 0: 'no host at all': 'no host at all' is no host name\n${neverOpened}`,
  ],
  "a forgotten <WebSocket>": [
    { xml: forgotten, host: "ws://127.0.0.1" },
    "DIR/protocol.xml:3:16 warning WEBSOCKET_FORGOTTEN connection 0 has NotifyConnectionPIDs and is opened as plain HTTP. Write <WebSocket>true</WebSocket> into its CommunicationOptions.",
  ],
  "an address with a scheme that is no WebSocket": [
    { xml: socket, host: "ftp://127.0.0.1", port: 1, until: /ADDRESS_INVALID/ },
    `log         error ADDRESS_INVALID: Connection 0: The scheme 'ftp' cannot carry a WebSocket; use ws or wss.\n${neverOpened}`,
  ],
  "a port where nothing listens": [
    { xml: socket, host: "ws://127.0.0.1", port: 1, until: failed },
    attempt(
      "ws://127.0.0.1:PORT/",
      "connect ECONNREFUSED 127.0.0.1:PORT. Nothing listens there: check the address, the port, and whether the device is on.",
    ),
  ],
};

/** What a server answers to a handshake, and what is printed about it. */
const answers: Readonly<Record<string, readonly [answer: string, text: string]>> = {
  "401: a login is missing": [
    "HTTP/1.1 401 Unauthorized\r\nContent-Length: 5\r\n\r\nlogin",
    "the server answered 'HTTP/1.1 401 Unauthorized'. It asks for a login: write it into the address (ws://user:password@host), or send a header of it with the handshake.",
  ],
  "404: the path is wrong": [
    "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    "the server answered 'HTTP/1.1 404 Not Found'. Check the path of the address.",
  ],
  "400: the handshake is wrong, for example its subprotocol": [
    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
    "the server answered 'HTTP/1.1 400 Bad Request'. Check the subprotocol, the headers and the path of the handshake.",
  ],
  "302: the device has moved": [
    "HTTP/1.1 302 Found\r\nLocation: https://user:secret@other/\r\nContent-Length: 0\r\n\r\n",
    "the server answered 'HTTP/1.1 302 Found'. It redirects to https://other/: use that address.",
  ],
  "200: not a WebSocket": [
    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "the server answered 'HTTP/1.1 200 OK'. Check the path and the port: a WebSocket is answered by status 101.",
  ],
  "a port that does not speak HTTP": [
    "SSH-2.0-OpenSSH\r\n",
    "Parse Error: Expected HTTP/, RTSP/ or ICE/. The answer is not HTTP: check the port. One that expects TLS needs wss:// or https://.",
  ],
  "a port that hangs up": [
    "",
    "socket hang up. The other side hung up: the port may expect another protocol, or TLS (wss:// or https://).",
  ],
};

describe("mistakes, as a person sees them", () => {
  for (const [what, [mistake, text]] of Object.entries(cases)) {
    it(what, async () => {
      expect(await seen(mistake)).to.equal(text);
    });
  }

  for (const [what, [answer, text]] of Object.entries(answers)) {
    it(what, async () => {
      await using server = await Answering.start(answer);
      expect(await seen({ xml: socket, host: "ws://127.0.0.1", port: server.port, until: failed })).to.equal(
        attempt("ws://127.0.0.1:PORT/", text),
      );
    });
  }

  it("a server that picks a subprotocol that was not offered", async () => {
    const server = new WebSocketServer({
      host: "127.0.0.1",
      port: 0,
      handleProtocols: () => "v1.device",
    });
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    try {
      expect(await seen({ xml: offering, host: "ws://127.0.0.1", port, until: failed })).to.equal(
        attempt(
          "ws://127.0.0.1:PORT/",
          "the server picked a subprotocol that was not offered. Check the header Sec-WebSocket-Protocol of the handshake session.",
        ),
      );
    } finally {
      server.close();
    }
  });

  it("TLS to a port without it", async () => {
    await using server = await Answering.start("HTTP/1.1 400 Bad Request\r\n\r\n");
    expect(await seen({ xml: socket, host: "wss://127.0.0.1", port: server.port, until: failed })).to.equal(
      attempt(
        "wss://127.0.0.1:PORT/",
        "wrong version number. The port may not expect TLS (write ws:// or http://), or expects another version of it.",
      ),
    );
  });

  it("no TLS to a port with it, an issuer that is not known, and a certificate of another name", async () => {
    const ours = await issuer();
    await using server = await WebServer.start(undefined, await signed(ours));
    const { port } = server;
    expect(await seen({ xml: socket, host: "ws://127.0.0.1", port, until: failed })).to.equal(
      attempt(
        "ws://127.0.0.1:PORT/",
        "socket hang up. The other side hung up: the port may expect another protocol, or TLS (wss:// or https://).",
      ),
    );
    expect(await seen({ xml: socket, host: "wss://127.0.0.1", port, until: failed })).to.equal(
      attempt(
        "wss://127.0.0.1:PORT/",
        "unable to verify the first certificate. Name its issuer, or the certificate itself if it is self-signed (tls.ca, --ca FILE), or accept it (skipCertificateVerification, --insecure).",
      ),
    );
    const names = { addresses: ["10.0.0.1"], names: ["device"] };
    await using other = await WebServer.start(undefined, await signed(ours, names));
    const connections = { 0: { host: "wss://127.0.0.1", port: other.port, tls: { ca: ours.cert } } };
    expect(await seen({ xml: socket, settings: { connections }, port: other.port, until: failed })).to.equal(
      attempt(
        "wss://127.0.0.1:PORT/",
        "Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: 10.0.0.1. Use a name of the certificate as address or as tls.serverName, or accept it (skipCertificateVerification, --insecure).",
      ),
    );
  });
});
