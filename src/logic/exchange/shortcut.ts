/** What can be left out for a response, worked out once: most responses are only read, and nothing follows them. */
import { memoize } from "../../base/memo.ts";
import type { Options } from "../../options/register.ts";
import type { Protocol, Trigger } from "../../protocol/model.ts";
import { layoutOf } from "../../wire/response/layout.ts";
import { firedOf, triggerIndex, type TriggerIndex } from "../chain/trigger-index.ts";

/** What is known of a response whatever the values of its parameters are. */
export interface Shortcut {
  /** Its before-response triggers do nothing but *read* all of it. */
  readonly onlyRead: boolean;
  /** No trigger runs after the response, and none on a change after any response. */
  readonly nothingFollows: boolean;
  /** The one parameter that takes any message, when nothing else happens than that it is read. */
  readonly takesAll: number | undefined;
}

/** The options that decide about shortcuts. */
type ShortcutOptions = Pick<Options, "triggerOrder" | "eachSuppressedByDefinition" | "rawTypeRefusal">;

const always = (): boolean => true;

/** True for a trigger without condition whose actions all read the response that fired it. */
function onlyReads(trigger: Trigger, response: number, { actions }: Pick<Protocol, "actions">): boolean {
  const { condition, guard, type, content } = trigger;
  if (condition !== undefined || guard !== undefined || type === "trigger") return false;
  if (content.length === 0) return false;
  return content.every(({ id, otherwise }) => {
    const action = actions.get(id);
    if (otherwise || action?.on !== "response" || action.type !== "read") return false;
    return action.condition === undefined && action.onIds.every((onId) => onId === response);
  });
}

function shortcutOf(
  protocol: Protocol,
  triggers: TriggerIndex,
  response: number,
  { eachSuppressedByDefinition, rawTypeRefusal }: ShortcutOptions,
): Shortcut {
  // A trigger with a condition takes the shortcut away, whether it would fire or not.
  const before = firedOf(
    triggers.find("response", "before", response),
    eachSuppressedByDefinition,
    always,
    response,
  );
  const after = triggers.find("response", "after", response);
  const onlyRead = before.length > 0 && before.every((trigger) => onlyReads(trigger, response, protocol));
  const nothingFollows =
    after.specific.length + after.each.length === 0 && !triggers.has("parameter", "change after response");
  const definition = protocol.responses.get(response);
  const any = onlyRead && nothingFollows && rawTypeRefusal !== "mismatch" && definition !== undefined;
  return { onlyRead, nothingFollows, takesAll: any ? layoutOf(definition, protocol).takesAll : undefined };
}

/** The shortcuts of one protocol. */
export class Shortcuts {
  readonly #protocol: Protocol;
  readonly #options: ShortcutOptions;
  readonly #triggers: TriggerIndex;
  readonly #shortcuts = new Map<number, Shortcut>();

  constructor(protocol: Protocol, options: ShortcutOptions) {
    this.#protocol = protocol;
    this.#options = options;
    this.#triggers = triggerIndex(protocol, options.triggerOrder);
  }

  /** The shortcut of a response. */
  of(response: number): Shortcut {
    let shortcut = this.#shortcuts.get(response);
    if (shortcut === undefined) {
      shortcut = shortcutOf(this.#protocol, this.#triggers, response, this.#options);
      this.#shortcuts.set(response, shortcut);
    }
    return shortcut;
  }
}

/** The shortcuts of a protocol, shared by its elements that have the same options. */
export const shortcutsOf = memoize((protocol: Protocol) =>
  memoize((options: ShortcutOptions) => new Shortcuts(protocol, options)),
);
