/** What programs see of the viewer. */
import type { Clock } from "../base/clock.ts";
import type { Element } from "../element/element.ts";

/** Options of `createViewer`. */
export interface ViewerOptions {
  /** TCP port on 127.0.0.1; default 0: chosen by the system. */
  readonly port?: number;
  /** Default the system's clock. */
  readonly clock?: Clock;
}

/** A page about elements, see `createViewer`. */
export interface Viewer extends AsyncDisposable {
  /** Address of the page, with its token: whoever has it can see and set everything. */
  readonly url: string;
  readonly port: number;
  /** From now on the page shows these elements. */
  show(elements: Element | readonly Element[]): void;
  /** Ends the page and its server; the elements go on. */
  close(): Promise<void>;
}
