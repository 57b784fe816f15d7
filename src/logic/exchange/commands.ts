/** Commands at run time: made at start-up, made again by actions, composed for each pair, frozen in the queue. */
import type { StorageForm } from "../../encoding/storage.ts";
import { andThen, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Command } from "../../protocol/model.ts";
import { makeCommand, type MadeCommand } from "../../wire/command/make-command.ts";
import { finishCommand } from "../../wire/command/finish-command.ts";
import { copyOf } from "../chain/chain-limits.ts";
import type { LogicCore } from "../engine-model.ts";
import type { ChainContext, OutgoingMessage } from "../logic-host.ts";

/** A command that actions work on: *replace* changes `command`, *make*, *length*, *crc* and the like change `made`. */
export interface CommandWork {
  readonly id: number;
  command: Command;
  /** Segments in storage form, as last made. */
  made: MadeCommand;
}

/** All commands of the protocol, each as it was last made. */
export class Commands {
  readonly #core: LogicCore;
  readonly #form: StorageForm;
  #works: Map<number, CommandWork> | undefined;

  constructor(core: LogicCore) {
    this.#core = core;
    this.#form = core.protocol.unicode ? "unicode" : core.options.codePage;
  }

  /** The make of every command at element start (`LogicActionMake`). */
  makeAll(): void {
    const { commands } = this.#core.protocol;
    if (commands.size === 0) return;
    this.#works = new Map(
      [...commands.values()].map((command) => [
        command.id,
        { id: command.id, command, made: this.#made(command) },
      ]),
    );
  }

  /** The work under way when the context is about this command, else the command as last made. */
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
   * triggers, and last the text conversion (D-47). Undefined when there is no such command.
   */
  compose(id: number, automatic: boolean, context: ChainContext): MaybePromise<OutgoingMessage | undefined> {
    const kept = this.#works?.get(id);
    if (kept === undefined) return undefined;
    const work: CommandWork = { ...kept };
    if (automatic) work.made = this.#made(work.command);
    const inside = copyOf(context);
    inside.command = work;
    return andThen(this.#core.fire("command", "before", id, inside), () => {
      kept.command = work.command;
      kept.made = work.made;
      return finishCommand(work.made, this.#core.protocol, this.#form, this.#core.options);
    });
  }

  #made(command: Command): MadeCommand {
    return makeCommand(command, this.#core.protocol, this.#core.bytesOf);
  }
}
