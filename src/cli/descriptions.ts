/** What each command does, in one line: for its own help, that of `qaction`, and completion. */
export const descriptions = {
  run: "Run a connector: open its connections, execute its logic and its QActions.",
  simulate: "Play a device, described by a script, on real sockets: WebSocket, HTTP, TCP, UDP.",
  record: "Record what a client and a device say to each other, from in between.",
  import: "Make a recording of a HAR file or of a capture of Wireshark or tcpdump.",
  replay: "Run a connector on a recording and compare, or play the device.",
  check: "Find mistakes in connectors, and fix them.",
  decode: "Show what bytes, a text or a recording are made of, and repair text.",
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
