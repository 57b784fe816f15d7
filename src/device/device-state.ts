/** The state of a device: named values that its script, a program and a terminal read and set. */
import { QActionKitError } from "../base/errors.ts";
import { nearestName } from "../base/known-names.ts";
import type { Generator, GeneratorContext } from "./generators.ts";
import { createRandom } from "./random.ts";

/** Values by name; a generator gives another value each time it is read. */
export type DeviceValues = Readonly<Record<string, unknown>>;

/** The values of one device. */
export class DeviceState {
  readonly #now: () => number;
  readonly #seed: number;
  readonly #declared = new Map<string, unknown>();
  /** Values that were set since the start; they stay when the script is loaded again. */
  readonly #set = new Map<string, unknown>();
  readonly #contexts = new Map<string, Pick<GeneratorContext, "random">>();

  constructor(now: () => number, seed: number) {
    this.#now = now;
    this.#seed = seed;
  }

  /** Takes the values that a script declares. Objects are copied, so that a script can be started twice. */
  declare(values: DeviceValues): void {
    this.#declared.clear();
    for (const [name, value] of Object.entries(values))
      this.#declared.set(name, isGenerator(value) ? value : structuredClone(value));
    for (const name of this.#set.keys()) if (!this.#declared.has(name)) this.#set.delete(name);
  }

  get names(): readonly string[] {
    return [...this.#declared.keys()];
  }

  /** @throws QActionKitError `ERR_DEVICE` without such a value */
  get(name: string): unknown {
    this.#check(name);
    if (this.#set.has(name)) return this.#set.get(name);
    const value = this.#declared.get(name);
    if (!isGenerator(value)) return value;
    let context = this.#contexts.get(name);
    if (context === undefined) {
      context = { random: createRandom(this.#seed, "state", name) };
      this.#contexts.set(name, context);
    }
    return value.next({ ...context, now: this.#now() });
  }

  /** Sets a value; it takes the place of a generator. @throws QActionKitError `ERR_DEVICE` without such a value */
  set(name: string, value: unknown): void {
    this.#check(name);
    this.#set.set(name, value);
  }

  #check(name: string): void {
    if (this.#declared.has(name)) return;
    const near = nearestName(name, this.names);
    const known = this.names.length === 0 ? "It declares none." : `It has: ${this.names.join(", ")}.`;
    const hint = near === undefined ? known : `Did you mean '${near}'?`;
    throw new QActionKitError("ERR_DEVICE", `The device has no value '${name}' in its state. ${hint}`);
  }
}

/** True for a generator, also for one of another copy of the kit, from which a script may have imported it. */
function isGenerator(value: unknown): value is Generator {
  return typeof value === "object" && value !== null && "next" in value && typeof value.next === "function";
}
