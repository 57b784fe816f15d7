/** The C# QActions of an element: their program in the host, and what there is to say when they cannot run. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { endSharedHost, hostSession, newHostSession, type CSharpHost } from "../csharp/host.ts";
import type { HostSession } from "../csharp/host-session.ts";
import { CSharpProgram, type ProgramEvents, type RunObject } from "../csharp/program.ts";
import { QActionKitError } from "../base/errors.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { Options } from "../options/register.ts";
import type { Protocol, QAction } from "../protocol/model.ts";
import type { CompiledQActions } from "../qaction/script/compiled-qactions.ts";
import { logLevelOf, logTypeOf } from "../qaction/log-constants.ts";
import type { ElementFacts } from "../qaction/qaction-host.ts";
import { reservedNames } from "../qaction/slprotocol/extended-object.ts";
import type { SLProtocol } from "../qaction/slprotocol/slprotocol.ts";
import type { ScriptSource } from "../qaction/script/script-loader.ts";

/** DataMiner reports a run-time error after so many ms. */
const defaultTimeoutMs = 900_000;

/** How C# QActions of an element run. */
export interface CSharpSettings {
  /** The process that runs them. Default: one for all elements of this program that have none of their own. */
  readonly host?: CSharpHost;
  /** What that one runs on: `auto`, `dotnet`, `mono`, `netfx`, or the path of a command; see `CSharpHostOptions`. Default `auto`. */
  readonly runtime?: string;
  /** For a debugger, without a `host` of one's own; see `CSharpHostOptions`. Default false. */
  readonly debug?: boolean | "wait";
  /** Culture, without a `host` of one's own; see `CSharpHostOptions`. Default: that of the machine. */
  readonly culture?: string;
  /** Time zone, without a `host` of one's own; see `CSharpHostOptions`. Default: that of the machine. */
  readonly timeZone?: string;
  /** Folder of the solution (`QAction_N/*.cs`). Default: that of the scripts, else that of the protocol. */
  readonly solution?: string;
  /** ms after which a run that does not return is ended, and the host with it; 0: never. Default 900000, DataMiner's run-time error. */
  readonly timeoutMs?: number;
}

/** The C# QActions of one element. */
export class CSharpQActions implements CompiledQActions {
  readonly #settings: CSharpSettings;
  readonly #protocol: Protocol;
  readonly #folder: string | undefined;
  readonly #options: Options;
  readonly #facts: ElementFacts;
  readonly #notice: NoticeSink;
  readonly #active: () => boolean;
  readonly #ownHost: boolean;
  #own: HostSession | undefined;
  #program: CSharpProgram | undefined;
  #unavailable = false;
  #renewed = false;

  /**
   * @param active false once the element stops
   * @param ownHost run them in a host that nobody shares
   */
  constructor(
    settings: CSharpSettings,
    protocol: Protocol,
    scripts: ScriptSource | undefined,
    options: Options,
    facts: ElementFacts,
    notice: NoticeSink,
    active: () => boolean,
    ownHost = false,
  ) {
    this.#settings = settings;
    this.#protocol = protocol;
    this.#folder = solutionFolder(settings, scripts, protocol);
    this.#options = options;
    this.#facts = facts;
    this.#notice = notice;
    this.#active = active;
    this.#ownHost = ownHost;
  }

  renewed(): CSharpQActions {
    this.#renewed = true;
    const folder = this.#folder;
    return new CSharpQActions(
      folder === undefined ? this.#settings : { ...this.#settings, solution: folder },
      this.#protocol,
      undefined,
      this.#options,
      this.#facts,
      this.#notice,
      this.#active,
      this.#settings.host === undefined,
    );
  }

  async load(qaction: QAction): Promise<object | undefined | null> {
    if (!CSharpProgram.holds(this.#protocol, qaction, this.#folder)) return undefined;
    if (this.#unavailable) return null;
    try {
      this.#program ??= this.#start();
      return await this.#program.load(qaction);
    } catch (error) {
      if (!(error instanceof QActionKitError) || error.code !== "ERR_CSHARP_RUNTIME") throw error;
      this.#unavailable = true;
      this.#notice({ code: "CSHARP_UNAVAILABLE", kind: "error", message: error.message });
      return null;
    }
  }

  async dispose(failed: (error: unknown) => void): Promise<void> {
    // Others have taken over, and these end what they have begun; the stop of the element does not wait for them.
    if (this.#renewed && this.#active()) await this.#program?.finished();
    await this.#program?.dispose(failed);
    await this.#own?.dispose();
    // The element has a host of its own since: nobody may be left who uses the other one.
    if (this.#renewed && !this.#ownHost) await endSharedHost(this.#settings);
  }

  /** @throws QActionKitError `ERR_CSHARP_RUNTIME` */
  #session(): HostSession {
    if (!this.#ownHost) return hostSession(this.#settings);
    return (this.#own ??= newHostSession(this.#settings));
  }

  /** @throws QActionKitError `ERR_CSHARP_RUNTIME` */
  #start(): CSharpProgram {
    const { timeoutMs = defaultTimeoutMs } = this.#settings;
    const { dataMinerId, elementId, name, protocolVersion: elementProtocolVersion } = this.#facts;
    const { name: protocolName, version: protocolVersion } = this.#protocol;
    const options = this.#options;
    const limits = [timeoutMs, options.scriptTimeoutMs].filter((ms) => ms > 0);
    const element = { dataMinerId, elementId, name, elementProtocolVersion, codePage: options.codePage };
    const limitMs = limits.length === 0 ? 0 : Math.min(...limits);
    return new CSharpProgram(
      this.#session(),
      this.#protocol,
      this.#folder,
      { ...element, protocolName, protocolVersion },
      limitMs,
      options.sharedStatics,
      reservedNames,
      this.#events(),
    );
  }

  #events(): ProgramEvents {
    return {
      log: (object, type, level, message) => {
        asProtocol(object).Log(message, logTypeOf(type), logLevelOf(level));
      },
      hostEnded: ({ detail }) => {
        if (!this.#active()) return;
        this.#notice({
          code: "CSHARP_HOST_ENDED",
          kind: "error",
          message: `The C# host ended (${detail}) while no QAction ran. What .NET said stands in the error output. The next run has a new host.`,
        });
      },
      warn: (code, qaction, message) => {
        const about = `QAction ${String(qaction)}: ${message}`;
        this.#notice({ code, kind: "warning", message: about, details: { qaction } });
      },
    };
  }
}

/** The object of a run is the one that scripts get. */
function asProtocol(object: RunObject): SLProtocol {
  return object as SLProtocol;
}

/** The folder of the solution; `undefined` for a protocol that came as text. */
function solutionFolder(
  settings: CSharpSettings,
  scripts: ScriptSource | undefined,
  protocol: Protocol,
): string | undefined {
  if (settings.solution !== undefined) return settings.solution;
  if (typeof scripts === "string") return scripts;
  if (scripts instanceof URL) return fileURLToPath(scripts);
  const { file } = protocol.source;
  return existsSync(file) ? path.dirname(file) : undefined;
}
