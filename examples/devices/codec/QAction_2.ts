/** QAction 2: the mode that the user chooses goes out as a command. */

const [written, command] = [120, 30];

export function Run(protocol: SLProtocol): void {
  protocol.SetParameter(command, `MODE ${String(protocol.GetParameter(written))}`);
}
