/** Commands at run time: made at start-up, made again by actions, composed for each pair, frozen in the queue. */
import { andThen, type MaybePromise } from "../../base/maybe-promise.ts";
import type { StorageForm } from "../../encoding/storage.ts";
import type { Options } from "../../options/register.ts";
import type { Command, Protocol } from "../../protocol/model.ts";
import { finishCommand, type OutgoingMessage } from "../../wire/command/finish-command.ts";
import { makeCommand, type MadeCommand } from "../../wire/command/make-command.ts";
import { copyOf, type ChainContext, type CommandWork } from "../chain/context.ts";
import type { Triggers } from "../chain/triggers.ts";
import type { WireValues } from "./wire-values.ts";

/** All commands of the protocol, each as it was last made. */
export class Commands {
  readonly #protocol: Protocol;
  readonly #options: Options;
  readonly #values: WireValues;
  readonly #triggers: Triggers;
  readonly #form: StorageForm;
  #works: Map<number, CommandWork> | undefined;

  constructor(protocol: Protocol, options: Options, values: WireValues, triggers: Triggers) {
    this.#protocol = protocol;
    this.#options = options;
    this.#values = values;
    this.#triggers = triggers;
    this.#form = protocol.unicode ? "unicode" : options.codePage;
  }

  /** The make of every command at element start (`LogicActionMake`). */
  makeAll(): void {
    const { commands } = this.#protocol;
    if (commands.size === 0) return;
    this.#works = new Map(
      [...commands.values()].map((command) => [
        command.id,
        { id: command.id, command, made: this.#made(command) },
      ]),
    );
  }

  /** The command under way when the context is about this one, else the command as last made. */
  work(id: number, context: ChainContext): CommandWork | undefined {
    return context.command?.id === id ? context.command : this.#works?.get(id);
  }

  /** *make*. False when there is no such command. */
  make(id: number, context: ChainContext): boolean {
    const work = this.work(id, context);
    if (work === undefined) return false;
    work.made = this.#made(work.command);
    return true;
  }

  /**
   * Composes a command for one pair: the automatic make (unless the protocol makes it itself), the before-command
   * triggers, and last the conversion of its text. Undefined when there is no such command.
   */
  compose(id: number, automatic: boolean, context: ChainContext): MaybePromise<OutgoingMessage | undefined> {
    const kept = this.#works?.get(id);
    if (kept === undefined) return undefined;
    const work: CommandWork = { ...kept };
    if (automatic) work.made = this.#made(work.command);
    const inside = copyOf(context);
    inside.command = work;
    return andThen(this.#triggers.fire("command", "before", id, inside), () => {
      kept.command = work.command;
      kept.made = work.made;
      return finishCommand(work.made, this.#protocol, this.#form, this.#options);
    });
  }

  #made(command: Command): MadeCommand {
    return makeCommand(command, this.#protocol, this.#values.bytesOf);
  }
}
