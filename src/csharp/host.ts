/** The C# host as users hold it: one process for all elements that are given it. */
import { refuseUnknownKeys, type KeysOf } from "../base/known-names.ts";
import { HostSession } from "./host-session.ts";
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
}

const hostKeys: KeysOf<CSharpHostOptions> = { runtime: true, cache: true };

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
    refuseUnknownKeys("CSharpHost", options, hostKeys);
    const { runtime, cache } = options;
    const session = new HostSession(findHost(runtime), cache);
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

/**
 * The session of a host; without one that of all elements which have none of their own and use the same runtime, started by the
 * first thing that it is asked.
 * @throws QActionKitError `ERR_CSHARP_RUNTIME`
 */
export function hostSession({ host, runtime }: { host?: CSharpHost; runtime?: string }): HostSession {
  if (host !== undefined) return sessionOf(host);
  const known = shared.get(runtime ?? "");
  if (known !== undefined) return known;
  const session = new HostSession(findHost(runtime), undefined);
  shared.set(runtime ?? "", session);
  return session;
}
