/** QAction 1 of this connector: from the answer over HTTP to the socket. */

const eventAddress = 1;
const addressAnswer = 11;
const answerStatus = 12;
const addressTaken = 11;

/** Puts the address into the `dynamic ip 1` parameter, which opens the socket, also when it is the same as before. */
export function Run(protocol: SLProtocol): void {
  // The status line enters before the body. Another answer than 200 has no address: it is asked for again.
  if (String(protocol.GetParameter(answerStatus)).includes(" 200")) {
    const { events } = JSON.parse(String(protocol.GetParameter(addressAnswer))) as {
      readonly events?: string;
    };
    if (events !== undefined) protocol.SetParameter(eventAddress, events);
  }
  protocol.CheckTrigger(addressTaken);
}
