/** QAction 2: sets the gain, and waits for the answer beside everything else. */
import { requests } from "./core-link.ts";

const [lastError, command, written] = [22, 30, 120];

export async function Run(protocol: SLProtocol): Promise<void> {
  const value = Number(protocol.GetParameter(written));
  try {
    const { error } = await requests.send((id) => {
      const request = { jsonrpc: "2.0", method: "Gain.Set", params: { value }, id };
      protocol.SetParameter(command, JSON.stringify(request));
    });
    protocol.SetParameter(lastError, error?.message ?? "");
  } catch (error) {
    protocol.SetParameter(lastError, error instanceof Error ? error.message : String(error));
  }
}
