/** The way back after a lost socket: setting the `dynamic ip` parameter, even to the text it holds, opens it again. */

const eventAddress = 1;

/** Sets the address again. */
export function reconnect(protocol: SLProtocol): void {
  protocol.SetParameter(eventAddress, protocol.GetParameter(eventAddress));
}
