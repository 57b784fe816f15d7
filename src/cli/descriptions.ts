/** What each command does, in one line: for its own help, that of `qaction`, and completion. */
export const descriptions = {
  run: "Run a connector: open its connections, execute its logic and its QActions.",
  simulate: "Play a device, described by a script, on real sockets: WebSocket, HTTP, TCP, UDP.",
  check: "Find mistakes in connectors, and fix them.",
  decode: "Show what bytes or a text are, what happened to them, and repair them.",
  typings: "Write QAction_Helper.ts or .cs: the names of parameters, tables and columns for QActions.",
  init: "Create a connector: protocol.xml, a QAction, a test that passes.",
  doctor: "Say what C# QActions need, what of it is here, and what to do.",
  options: "List the named options: default, other values, meaning, documentation page.",
  completion: "Print what makes a shell complete these commands: bash, zsh, fish or powershell.",
} as const;

/** Name of a command. */
export type CommandName = keyof typeof descriptions;

export const commandNames = Object.keys(descriptions) as readonly CommandName[];

export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(descriptions, word);
}
