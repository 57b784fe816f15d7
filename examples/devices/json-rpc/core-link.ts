/** What both QActions share: each element has its own. */
import { createMessageReader, createRequests } from "qaction-kit";

/** An answer of the device. */
export interface CoreAnswer {
  readonly id?: number | null;
  readonly result?: { readonly gain?: number; readonly design?: string };
  readonly error?: { readonly code: number; readonly message: string };
}

/** Data of the device, which may hold half a message or several. */
export const reader = createMessageReader("nul");

/** Requests that wait for their answers. Id 0 is that of the poll. */
export const requests = createRequests<CoreAnswer>({ timeoutMs: 2000 });
