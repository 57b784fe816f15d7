/** One face of a device: its open lines, and which rule answers a message. */
import type { Clock } from "../base/clock.ts";
import type { NetEncoding } from "../encoding/net-encoding.ts";
import { contentText, encodingOf, isBytes } from "./content.ts";
import type { LineEvent } from "./device-events.ts";
import { DeviceLine, type Carrier, type LineReports, type LineSettings } from "./device-line.ts";
import type { Content, FaceScript, HttpContent, Rule, ScriptDevice, ScriptLine } from "./device-script.ts";
import type { FaceKind } from "./face-kinds.ts";
import type { FaultName, Faults } from "./faults.ts";
import { ReceivedMessage, type RequestHead } from "./received-message.ts";

/** What a face needs of its device. */
export interface FaceHost extends ScriptDevice {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly seed: number;
  /** True while somebody wants events: making them costs something. */
  readonly watched: boolean;
  report(face: string, line: number, event: LineEvent): void;
  /** A function of the script has thrown. */
  failed(error: unknown): void;
}

/** Any answer of any rule. */
type AnyRule = Rule<string | Uint8Array | HttpContent>;

/** One face. */
export class Face implements LineReports {
  readonly name: string;
  /** What it can do. */
  readonly kind: FaceKind;
  readonly #host: FaceHost;
  #script: FaceScript;
  #encoding: NetEncoding;
  readonly #settings: LineSettings;
  readonly #lines = new Set<DeviceLine>();
  #made = 0;

  /** @param encoding Encoding of texts, unless the face has one of its own. */
  constructor(name: string, kind: FaceKind, script: FaceScript, host: FaceHost, encoding: string | number) {
    this.name = name;
    this.kind = kind;
    this.#host = host;
    this.#script = script;
    this.#encoding = encodingOf(script.encoding ?? encoding);
    const { clock, faults, seed } = host;
    this.#settings = {
      ...{ face: name, clock, faults, seed, single: this.kind.requests },
      style: () => ({ encoding: this.#encoding, binary: binaryFrames(this.#script) }),
    };
  }

  get script(): FaceScript {
    return this.#script;
  }

  /** Encoding of its texts. */
  get encoding(): NetEncoding {
    return this.#encoding;
  }

  get faults(): Faults {
    return this.#host.faults;
  }

  get lines(): readonly DeviceLine[] {
    return [...this.#lines];
  }

  /** The script was loaded again: open lines stay, and are answered by the new rules. */
  replace(script: FaceScript, encoding: string | number): void {
    this.#encoding = encodingOf(script.encoding ?? encoding);
    this.#script = script;
  }

  /** A line has opened. @param peer address of the other side */
  opened(carrier: Carrier, peer: string, url: string): DeviceLine {
    const line = this.#make(carrier, url);
    this.#lines.add(line);
    this.#report(line, { type: "open", peer, url });
    const script = this.#script;
    if (!("connect" in script)) return line;
    const content = this.#guarded(() => script.connect?.(line, this.#host));
    if (content !== undefined) line.send(content);
    return line;
  }

  /** A line has ended. */
  ended(line: DeviceLine, code?: number, reason?: string): void {
    if (!this.#lines.delete(line)) return;
    line.end();
    this.#report(line, {
      type: "closed",
      ...(code !== undefined && { code }),
      ...(reason !== undefined && { reason }),
    });
    const script = this.#script;
    if ("closed" in script) this.#guarded(() => script.closed?.(line, this.#host));
  }

  /** A message has come: the first rule that fits answers it. */
  received(line: DeviceLine, bytes: Buffer, opcode: 1 | 2): void {
    if (this.faults.values.halfOpen !== undefined) return;
    const message = new ReceivedMessage(this.#host, line, bytes, opcode, this.#encoding);
    if (this.#host.watched) this.#report(line, { type: "in", bytes, text: message.text, opcode });
    const found = this.#ruleFor(message);
    if (found === undefined) {
      if (this.#host.watched) this.#report(line, { type: "unmatched", text: message.text });
      return;
    }
    const answer = this.#guarded(() => answered<Content>(found as Rule<Content>, message));
    if (answer instanceof Promise) {
      answer.then(
        (content) => {
          if (content !== undefined) line.send(content);
        },
        (error: unknown) => this.#host.failed(error),
      );
    } else if (answer !== undefined) line.send(answer);
  }

  /** A request has come. @returns its line, and the answer: 404 when no rule fits, 500 when its function throws */
  async requested(
    carrier: Carrier,
    head: RequestHead,
    body: Buffer,
  ): Promise<{ readonly line: DeviceLine; readonly content: HttpContent }> {
    const line = this.#make(carrier, head.url);
    const message = new ReceivedMessage(this.#host, line, body, 1, this.#encoding, head);
    this.#report(line, { type: "in", bytes: body, text: message.text, opcode: 1 });
    const found = this.#ruleFor(message);
    if (found === undefined) {
      this.#report(line, { type: "unmatched", text: message.text });
      return { line, content: { status: 404 } };
    }
    try {
      const answer = await answered(found, message);
      if (answer === undefined) return { line, content: { status: 204 } };
      const isBody = typeof answer === "string" || isBytes(answer);
      return { line, content: isBody ? { body: answer } : answer };
    } catch (error) {
      this.#host.failed(error);
      return { line, content: { status: 500 } };
    }
  }

  /** What `Content-Type` calls a content. */
  contentType(content: Content): string {
    if (isBytes(content)) return "application/octet-stream";
    const told = "charset" in this.#script ? this.#script.charset : undefined;
    const charset = told ?? this.#encoding.WebName;
    return `${typeof content === "string" ? "text/plain" : "application/json"}; charset=${charset}`;
  }

  sent(line: DeviceLine, bytes: Buffer, opcode: 1 | 2): void {
    if (!this.#host.watched) return;
    this.#report(line, { type: "out", bytes, text: contentText(bytes, this.#encoding), opcode });
  }

  fault(line: DeviceLine, name: FaultName): void {
    this.#report(line, { type: "fault", fault: name });
  }

  #make(carrier: Carrier, url: string): DeviceLine {
    return new DeviceLine(++this.#made, url, this.#settings, carrier, this);
  }

  #ruleFor(message: ReceivedMessage): AnyRule | undefined {
    for (const rule of (this.#script.on ?? []) as readonly AnyRule[])
      if (typeof rule === "function" || message.fits(rule[0])) return rule;
    return undefined;
  }

  #report(line: ScriptLine, event: LineEvent): void {
    if (this.#host.watched) this.#host.report(this.name, line.number, event);
  }

  #guarded<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#host.failed(error);
      return undefined;
    }
  }
}

function binaryFrames(script: FaceScript): boolean {
  return "frames" in script && script.frames === "binary";
}

function answered<A>(rule: Rule<A>, message: ReceivedMessage): A | undefined | Promise<A | undefined> {
  const answer = typeof rule === "function" ? rule : rule[1];
  if (typeof answer !== "function") return answer;
  return (answer as (message: ReceivedMessage) => A | undefined | Promise<A | undefined>)(message);
}
