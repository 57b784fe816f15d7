/** The element of a run: started, loaded again when its files change, asked by lines, stopped. */
import { Element } from "../../element/element.ts";
import type { ConnectionInput, ElementOptions } from "../../element/element-settings.ts";
import { ShownValues } from "../../element/shown-values.ts";
import { splitOptions } from "../../options/register.ts";
import { savedInMemory } from "../../parameter/saved/saved-values.ts";
import { savedOnDisk } from "../../parameter/saved/saved-on-disk.ts";
import { acceptedIn } from "../../protocol/check/suppressions.ts";
import { loadProtocol, type LoadedProtocol } from "../../protocol/load-protocol.ts";
import type { Protocol } from "../../protocol/model.ts";
import { describeFailure } from "../exit.ts";
import { answer, type AskedRun } from "./answers.ts";
import type { FinalLine } from "./json-lines.ts";
import { readRequest, RequestMistake, type RunRequest } from "./requests.ts";
import type { RunOutcome } from "./run-outcome.ts";
import type { RunPrinter } from "./run-printer.ts";
import type { RunSettings } from "./run-settings.ts";

/** What the run tells its thread. */
export interface RunReports {
  /** A protocol was loaded. */
  loaded(protocol: Protocol): void;
  /** An element was made, and is about to start. */
  made(element: Element): void;
  /** A line for the error stream. */
  complain(text: string): void;
  /** The run is asked to end. */
  quit(): void;
}

/** One run, whose element may be made anew. */
export class LiveRun implements AskedRun {
  readonly #settings: RunSettings;
  readonly #printer: RunPrinter;
  readonly #outcome: RunOutcome;
  readonly #reports: RunReports;
  readonly #saved: NonNullable<ElementOptions["savedValues"]>;
  /** One thing at a time: lines in their order, and files that are loaded again. */
  #work: Promise<void> = Promise.resolve();
  #running: { readonly element: Element; readonly shown: ShownValues } | undefined;

  constructor(settings: RunSettings, printer: RunPrinter, outcome: RunOutcome, reports: RunReports) {
    this.#settings = settings;
    this.#printer = printer;
    this.#outcome = outcome;
    this.#reports = reports;
    this.#saved = settings.state === undefined ? savedInMemory() : savedOnDisk(settings.state);
  }

  /** @throws Error before the start */
  get element(): Element {
    return this.#started.element;
  }

  get shown(): ShownValues {
    return this.#started.shown;
  }

  get #started(): { readonly element: Element; readonly shown: ShownValues } {
    if (this.#running === undefined) throw new Error("The run has not started.");
    return this.#running;
  }

  /** Loads the protocol and starts its element; lines and changes wait for it. @throws what cannot be loaded or started */
  async start(): Promise<void> {
    const started = this.#load().then((loaded) => this.#begin(loaded));
    this.#work = started.catch(() => undefined);
    await started;
  }

  /**
   * Loads protocol and scripts again, as soon as what is under way is done. A protocol that cannot be loaded, or is not
   * well-formed, leaves the element as it is.
   */
  reload(): void {
    this.#inTurn(async () => {
      let loaded: LoadedProtocol;
      try {
        loaded = await this.#load();
      } catch (error) {
        this.#reports.complain(`The element stays as it was. ${describeFailure(error).message}`);
        return;
      }
      if (loaded.diagnostics.some(({ code }) => code === "XML_MALFORMED")) {
        this.#printer.diagnostics(this.#settings.protocol, loaded.diagnostics);
        this.#reports.complain("The element stays as it was, until the XML is well-formed.");
        return;
      }
      await this.#running?.element.stop();
      await this.#begin(loaded);
    });
  }

  /** Compiles C# again, in a new host while the old one works. */
  reloadCSharp(): void {
    this.#inTurn(async () => {
      this.#outcome.compiledAgain();
      const done = await this.element.reloadCSharp();
      this.#reports.complain(
        done
          ? "The C# was compiled again. Runs that begin now use it."
          : "The C# was not compiled again. What ran before goes on.",
      );
    });
  }

  /** Does what a line asks, after those before it. */
  line(text: string): void {
    this.#inTurn(async () => {
      let request: RunRequest | undefined;
      try {
        request = readRequest(text);
      } catch (error) {
        if (!(error instanceof RequestMistake)) throw error;
        this.#printer.answer(undefined, { ok: false, message: error.message });
        return;
      }
      if (request !== undefined) this.#printer.answer(request, await answer(this, request));
    });
  }

  /** No further line comes: the run ends when all are done, unless it has a time of its own. */
  noMoreLines(): void {
    this.#inTurn(() => {
      if (this.#settings.durationMs === undefined) this.quit();
      return Promise.resolve();
    });
  }

  async restart(): Promise<void> {
    this.#outcome.loadedAgain();
    await this.element.restart();
  }

  quit(): void {
    this.#reports.quit();
  }

  /** Stops the element. @returns its values just before */
  async stop(): Promise<FinalLine> {
    const final = { type: "final", ...this.shown.values(this.element.values()) } as const;
    await this.element.stop();
    return final;
  }

  #inTurn(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#reports.complain(describeFailure(error).message);
      this.#outcome.failure("the element could not be started again, or a line could not be done");
    });
  }

  /** Loads the protocol; findings that its comments accept are left out. */
  async #load(): Promise<LoadedProtocol> {
    const { protocol: file, options } = this.#settings;
    const { protocol, diagnostics } = await loadProtocol(file, splitOptions(options).loading);
    const accepted = acceptedIn(protocol.source.text);
    const found = diagnostics.filter((one) => !accepted(one));
    // What else was found may follow from it.
    const malformed = found.filter(({ code }) => code === "XML_MALFORMED");
    return { protocol, diagnostics: malformed.length > 0 ? malformed : found };
  }

  /** Makes the element of a protocol and starts it. */
  async #begin({ protocol, diagnostics }: LoadedProtocol): Promise<void> {
    this.#outcome.loadedAgain();
    for (const diagnostic of diagnostics) this.#outcome.diagnostic(diagnostic);
    this.#reports.loaded(protocol);
    this.#printer.loaded(protocol);
    this.#printer.diagnostics(this.#settings.protocol, diagnostics);
    const element = new Element(protocol, this.#elementOptions(protocol));
    const shown = new ShownValues(protocol, element.options);
    element.subscribe((happened) => {
      const event = shown.event(happened);
      this.#outcome.event(event);
      this.#printer.event(event);
    });
    this.#running = { element, shown };
    this.#reports.made(element);
    await element.start();
  }

  #elementOptions(protocol: Protocol): ElementOptions {
    const { values, scripts, runtime, csharpTimeoutMs, csharpDebug } = this.#settings;
    const { csharpCulture: culture, csharpTimeZone: timeZone } = this.#settings;
    return {
      connections: this.#connections(protocol),
      values,
      scripts,
      csharp: {
        ...(runtime === undefined ? {} : { runtime }),
        ...(csharpTimeoutMs === undefined ? {} : { timeoutMs: csharpTimeoutMs }),
        ...(csharpDebug ? { debug: "wait" } : {}),
        ...(culture === undefined ? {} : { culture }),
        ...(timeZone === undefined ? {} : { timeZone }),
      },
      options: splitOptions(this.#settings.options).element,
      savedValues: this.#saved,
    };
  }

  #connections({ connections }: Protocol): Readonly<Record<number, ConnectionInput>> {
    const given = this.#settings.connections;
    if (!this.#settings.insecure) return given;
    const all = connections.map(
      ({ id }) => [id, { skipCertificateVerification: true, ...given[id] }] as const,
    );
    return { ...given, ...Object.fromEntries(all) };
  }
}
