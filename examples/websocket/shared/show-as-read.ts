/** The problem: `GetParameter` reads the UTF-8 bytes of the socket as the UTF-16 that a Unicode protocol stores. */

const eventMessage = 10;
const messageAsRead = 20;

/** Shows what a plain read of the response parameter gives. */
export function showAsRead(protocol: SLProtocol): void {
  // <!-- SuppressValidator RESPONSE_AS_TEXT shows what happens -->
  protocol.SetParameter(messageAsRead, protocol.GetParameter(eventMessage));
  // <!-- /SuppressValidator RESPONSE_AS_TEXT -->
}
