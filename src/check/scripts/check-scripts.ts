/** Looks into the scripts of one connector: finds and reads them, and runs the rules over what they do. */
import { realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Severity } from "../../protocol/diagnostic.ts";
import type { Fix } from "../../protocol/fix.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import { protocolNotifies } from "../../qaction/notify/notify-registry.ts";
import { findScriptFile, scriptPaths } from "../../qaction/script/script-files.ts";
import type { SourceFiles } from "../source-files.ts";
import { isInside } from "../../base/inside.ts";
import { isLibrary } from "./code-checks.ts";
import { runScriptChecks, scriptChecks, type ScriptRule } from "./script-checks.ts";
import type { ScriptReading, ScriptSpan } from "./script-model.ts";
import { CSharpReader } from "./csharp-reader.ts";
import { findCompiler, type Compiler } from "./typescript-compiler.ts";
import type { ScriptFile, TypeScriptReader } from "./typescript-reader.ts";

/** A finding of a rule that looks into scripts, before settings count. */
export interface ScriptFinding {
  readonly rule: ScriptRule;
  readonly severity: Severity;
  readonly message: string;
  /** In the protocol file or in a script, whose path is built from that of the protocol. */
  readonly span: ScriptSpan;
  readonly fix?: Fix;
}

const kitRoot = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * The findings in the scripts beside a protocol, also again and again: what has not changed is not looked into a second time.
 */
export class ScriptCheckRuns {
  readonly #csharp = new CSharpReader();
  #typeScript: { readonly compiler: Compiler; readonly reader: TypeScriptReader } | undefined;

  /**
   * Checks what is there now.
   * @param files what the files hold
   * @param codePage of the element, when it is known
   */
  findings(protocol: Protocol, files: SourceFiles, codePage?: number): Promise<readonly ScriptFinding[]> {
    return new ScriptCheckRun(protocol, files, codePage, this).findings();
  }

  /** What reads C#. */
  get csharp(): CSharpReader {
    return this.#csharp;
  }

  /** What reads TypeScript and JavaScript by a compiler. */
  async typeScript(compiler: Compiler): Promise<TypeScriptReader> {
    if (this.#typeScript?.compiler === compiler) return this.#typeScript.reader;
    const module = await import("./typescript-reader.ts");
    const reader = new module.TypeScriptReader(compiler);
    this.#typeScript = { compiler, reader };
    return reader;
  }
}

class ScriptCheckRun {
  readonly #protocol: Protocol;
  readonly #files: SourceFiles;
  readonly #codePage: number | undefined;
  readonly #readers: Pick<ScriptCheckRuns, "csharp" | "typeScript">;
  /** As given. */
  readonly #folder: string;
  /** Absolute, without symbolic links. */
  readonly #place: string;

  constructor(
    protocol: Protocol,
    files: SourceFiles,
    codePage: number | undefined,
    readers: Pick<ScriptCheckRuns, "csharp" | "typeScript">,
  ) {
    this.#protocol = protocol;
    this.#files = files;
    this.#codePage = codePage;
    this.#readers = readers;
    this.#folder = path.dirname(protocol.source.file);
    this.#place = realPath(path.resolve(this.#folder));
  }

  async findings(): Promise<readonly ScriptFinding[]> {
    const unread: string[] = [];
    const scripts: ScriptFile[] = [];
    const missing: { qaction: QAction; lookedFor: string }[] = [];
    for (const qaction of this.#protocol.qactions.values()) {
      const file = findScriptFile(this.#place, qaction.id, (one) => this.#files.exists(one));
      if (file !== undefined) scripts.push({ qaction, file });
    }
    const csharp = await this.#readers.csharp.read(this.#protocol, this.#place, this.#files);
    unread.push(...csharp.unread);
    const readings = [...(await this.#typeScript(scripts, unread)), ...csharp.readings];
    for (const qaction of this.#protocol.qactions.values()) {
      const has = scripts.some((one) => one.qaction === qaction) || csharp.qactions.has(qaction.id);
      if (!has && !isLibrary(qaction) && qaction.encoding === "csharp")
        missing.push({ qaction, lookedFor: scriptPaths(qaction.id).join(", ") });
    }
    const found: ScriptFinding[] = [];
    const context = {
      protocol: this.#protocol,
      readings,
      missing,
      unread,
      uncompiled: csharp.uncompiled,
      notifies: protocolNotifies,
      ...(this.#codePage === undefined ? {} : { codePage: this.#codePage }),
    };
    runScriptChecks(context, (rule, message, span, fix) => {
      found.push({
        rule,
        severity: scriptChecks[rule].severity,
        message,
        span: this.#shown(span),
        ...(fix === undefined || !this.#isOwn(fix)
          ? {}
          : { fix: { ...fix, edits: fix.edits.map((one) => this.#shown(one)) } }),
      });
    });
    return found;
  }

  async #typeScript(scripts: readonly ScriptFile[], unread: string[]): Promise<readonly ScriptReading[]> {
    if (scripts.length === 0) return [];
    const found = findCompiler([this.#place, kitRoot]);
    if ("problem" in found) {
      unread.push(found.problem);
      return [];
    }
    const reader = await this.#readers.typeScript(found.compiler);
    return reader.read({
      protocol: this.#protocol,
      folder: this.#place,
      scripts,
      sources: this.#files,
    });
  }

  /** True for a fix that stays in the folder. A script elsewhere may belong to other connectors too. */
  #isOwn({ edits }: Fix): boolean {
    return edits.every(
      ({ file }) =>
        file === this.#protocol.source.file || isInside(path.relative(this.#place, path.resolve(file))),
    );
  }

  /** The same with the path as it is built from the path of the protocol. */
  #shown<T extends { readonly file: string }>(at: T): T {
    if (!path.isAbsolute(at.file) || at.file === this.#protocol.source.file) return at;
    const relative = path.relative(this.#place, at.file);
    return path.isAbsolute(relative) ? at : { ...at, file: path.join(this.#folder, relative) };
  }
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
