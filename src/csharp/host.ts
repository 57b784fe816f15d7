/** The C# host as users hold it: one process for all elements that are given it. */
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyText } from "../base/value-kinds.ts";
import { HostSession } from "./host-session.ts";
import { hostOptionKinds, type HostSettings } from "./host-settings.ts";
import { findHost } from "./runtime.ts";

/** How a {@link CSharpHost} is made. */
export interface CSharpHostOptions {
  /**
   * `auto` (.NET, else Mono, on Windows .NET Framework), `dotnet`, `mono`, `netfx`, or the path of a `dotnet` or `mono` command.
   * Default `QACTION_CSHARP_RUNTIME`, else `auto`. A runtime is looked for by `DOTNET_ROOT`, `PATH` and the usual folders.
   */
  readonly runtime?: string;
  /** Folder in which compiled QActions are kept. Default `QACTION_CSHARP_CACHE`, else `qaction-kit/csharp` in the cache folder of the user. */
  readonly cache?: string;
  /**
   * For a debugger: `true` prints the process id of the host on the error stream and ends no run, however long it takes; `"wait"` also
   * runs nothing before a debugger is attached. Default false.
   */
  readonly debug?: boolean | "wait";
  /** Culture of QActions: how numbers and times are written and read without another one. `""` is the invariant one. Default: that of the machine. */
  readonly culture?: string;
  /** Time zone of QActions (`Europe/Brussels`); cannot be given on Windows. Default: that of the machine, or what `TZ` says. */
  readonly timeZone?: string;
}

const hostKeys: OptionKeys<CSharpHostOptions> = { ...hostOptionKinds, cache: anyText };

let sessionOf: (host: CSharpHost) => HostSession;

/**
 * Runs C# QActions in a process of its own, for all elements that are given it. `await using` ends it at the end of the block;
 * without that it ends with this process.
 */
export class CSharpHost implements AsyncDisposable {
  readonly #session: HostSession;

  static {
    sessionOf = (host) => host.#session;
  }

  private constructor(session: HostSession) {
    this.#session = session;
  }

  /**
   * Starts a host.
   * @throws QActionKitError `ERR_CSHARP_RUNTIME` when there is no runtime or no host for it, `ERR_CSHARP_HOST` when it
   *   does not start
   */
  static async start(options: CSharpHostOptions = {}): Promise<CSharpHost> {
    checkOptionKeys("CSharpHost", options, hostKeys);
    const { runtime, cache, ...settings } = options;
    const session = new HostSession(findHost(runtime), cache, settings);
    await session.start();
    return new CSharpHost(session);
  }

  /** Process id of the host; `undefined` while none runs. */
  get pid(): number | undefined {
    return this.#session.pid;
  }

  /** Ends the process. C# QActions of elements that still use it fail. */
  async dispose(): Promise<void> {
    await this.#session.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}

const shared = new Map<string, HostSession>();

/** Which host somebody wants: one that was started, or one on a runtime. */
interface WantedHost extends HostSettings {
  readonly host?: CSharpHost;
  readonly runtime?: string;
}

const sharedKey = ({ runtime, debug = false, culture, timeZone }: WantedHost): string =>
  JSON.stringify([runtime, debug, culture, timeZone]);

/**
 * The session of a host; without one that of all elements which have none of their own and want the same, started by the
 * first thing that it is asked.
 * @throws QActionKitError `ERR_CSHARP_RUNTIME`
 */
export function hostSession(wanted: WantedHost): HostSession {
  if (wanted.host !== undefined) return sessionOf(wanted.host);
  const known = shared.get(sharedKey(wanted));
  if (known !== undefined) return known;
  const session = newHostSession(wanted);
  shared.set(sharedKey(wanted), session);
  return session;
}

/**
 * A session that nobody shares, started by the first thing that it is asked.
 * @throws QActionKitError `ERR_CSHARP_RUNTIME`
 */
export function newHostSession({ runtime, debug, culture, timeZone }: WantedHost): HostSession {
  const settings = { debug, culture, timeZone };
  return new HostSession(findHost(runtime), undefined, settings);
}

/** Ends the host that elements share, if none uses it. */
export async function endSharedHost(wanted: WantedHost): Promise<void> {
  const session = wanted.host === undefined ? shared.get(sharedKey(wanted)) : undefined;
  if (session?.used !== false) return;
  shared.delete(sharedKey(wanted));
  await session.dispose();
}
