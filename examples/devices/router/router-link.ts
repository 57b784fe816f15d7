/** What both QActions share: each element has its own. */
import { createMessageReader, createRequests } from "qaction-kit";

/** What the router sends: an answer, or an event. */
export interface RouterMessage {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly event?: string;
  readonly destination?: number;
  readonly source?: number;
}

/** Data of the router, which may hold half a message or several. */
export const reader = createMessageReader("json");

/** Requests that wait for their answers. Id 0 is that of the poll. */
export const requests = createRequests<RouterMessage>({ timeoutMs: 2000 });
