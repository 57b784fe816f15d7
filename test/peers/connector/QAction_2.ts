/** QAction 2: a text goes out in a text frame, hex as its bytes in a binary frame. */
export function Run(protocol: SLProtocol): void {
  if (protocol.GetTriggerParameter() === 120) {
    protocol.SetParameter(20, protocol.GetParameter(120) ?? "");
    protocol.CheckTrigger(11);
  } else {
    protocol.SetParameterBinary(21, Buffer.from(String(protocol.GetParameter(121)), "hex"));
    protocol.CheckTrigger(12);
  }
}
