/** Watches the files of a connector that runs. */
import path from "node:path";
import { whileFilesChange } from "../watch-folder.ts";

/** What to do about a change. */
export interface OnChange {
  /** The protocol or a script has changed. */
  readonly script: () => void;
  /** C# has changed. */
  readonly csharp: () => void;
  /** The folder can no longer be watched. */
  readonly failed: (error: unknown) => void;
}

/** Files of packages, of tools, and those that a build of C# writes. */
const others = /(?:^|[\\/])(?:node_modules|bin|obj|\.[^\\/]*)[\\/]/i;

function filesOf(extension: RegExp): (name: string) => boolean {
  return (name) => extension.test(name) && !others.test(name);
}

/**
 * Watches the protocol of a connector, its scripts, and its C#.
 * @returns a function that ends it
 */
export function watchConnector(protocol: string, scripts: string, change: OnChange): () => void {
  const protocolFolder = path.dirname(path.resolve(protocol));
  const inScripts = path.resolve(scripts) === protocolFolder;
  const isProtocol = (name: string): boolean => name === path.basename(protocol);
  const watched = (folder: string, fits: (name: string) => boolean, changed: () => void): (() => void) =>
    whileFilesChange(
      folder,
      fits,
      () => {
        changed();
        return Promise.resolve();
      },
      change.failed,
    );
  const isScript = filesOf(/\.[cm]?[jt]s$/i);
  const ends = [
    watched(scripts, (name) => isScript(name) || (inScripts && isProtocol(name)), change.script),
    watched(scripts, filesOf(/\.(?:cs|csproj)$/i), change.csharp),
    ...(inScripts ? [] : [watched(protocolFolder, isProtocol, change.script)]),
  ];
  return () => {
    for (const end of ends) end();
  };
}
