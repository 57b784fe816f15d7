/** QAction 2: sets the crosspoint of a row, and waits for the answer beside everything else. */
import { requests } from "./router-link.ts";

const [takes, lastError, command, written] = [20, 21, 30, 1102];

export async function Run(protocol: SLProtocol): Promise<void> {
  const destination = Number(protocol.RowKey());
  const source = Number(protocol.GetParameter(written));
  try {
    const { error } = await requests.send((id) => {
      const request = JSON.stringify({ id, method: "take", destination, source });
      // Requests that wait for the queue go out together: JSON needs no mark between them.
      protocol.SetParameter(command, String(protocol.GetParameter(command) ?? "") + request);
    });
    if (error === undefined) protocol.SetParameter(takes, Number(protocol.GetParameter(takes)) + 1);
    else protocol.SetParameter(lastError, error);
  } catch (error) {
    protocol.SetParameter(lastError, error instanceof Error ? error.message : String(error));
  }
}
