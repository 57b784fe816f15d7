/** The device messages of the benches: five values and a text that fills them up to a size. */

/** What a message says. */
export interface DeviceMessage {
  readonly number: number;
  readonly level: number;
  readonly source: string;
  readonly state: string;
  readonly text: string;
}

/** Message `index` of about `size` bytes in UTF-8. One letter in ten is not ASCII. */
export function message(index: number, size: number): string {
  const head = {
    number: index,
    level: (index % 1000) / 10,
    source: "Zürich 東京",
    state: index % 2 === 0 ? "Open" : "Closed",
  };
  const spare = Math.max(0, size - Buffer.byteLength(JSON.stringify({ ...head, text: "" })));
  return JSON.stringify({
    ...head,
    text: "measured-é".repeat(Math.ceil(spare / 11)).slice(0, Math.floor((spare * 10) / 11)),
  });
}
