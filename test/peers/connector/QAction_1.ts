/** QAction 1: the message as text and as hex. */
export function Run(protocol: SLProtocol, message: ByteStream): void {
  protocol.SetParameter(23, Buffer.from(Array.from(message)).toString("hex"));
  protocol.SetParameter(22, Encoding.UTF8.GetString(message));
  protocol.CheckTrigger(10);
}
