/** QAction 1: the answer is read in the code page that the device really uses. */

const [title, position] = [20, 21];

const cyrillic = Encoding.GetEncoding(1251);

export function Run(protocol: SLProtocol, answer: ByteStream): void {
  const [, seconds, name] = /^(\d+) (.*)$/.exec(cyrillic.GetString(answer)) ?? [];
  if (name === undefined) return;
  protocol.SetParameter(title, name);
  protocol.SetParameter(position, Number(seconds));
}
