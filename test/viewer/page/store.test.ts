/** What the page keeps of what it is told. */
import { expect } from "chai";
import type {
  Changes,
  ElementDescription,
  PageQuestion,
  ServerMessage,
  StreamItem,
} from "../../../src/viewer/messages.ts";
import { Store, type Source } from "../../../src/viewer/page/store.ts";

const description = {
  protocol: "P",
  version: "1",
  params: [],
  tables: [],
  connections: [],
  pages: [],
} as unknown as ElementDescription;

const nothing: Changes = {
  at: 0,
  state: "active",
  timeout: false,
  connections: [],
  values: [],
  stream: [],
  streamDropped: 0,
  events: [],
  eventsDropped: false,
  log: [],
  logDropped: 0,
};

function entry(number: number, more: Partial<StreamItem> = {}): StreamItem {
  return { number, at: 0, connection: 0, direction: "in", ...more };
}

/** A source that a test speaks through. */
class Script implements Source {
  readonly asked: PageQuestion[] = [];
  say: (message: ServerMessage) => void = () => undefined;
  lost: (why: string | undefined) => void = () => undefined;

  start(receive: (message: ServerMessage) => void, lost: (why: string | undefined) => void): void {
    this.say = receive;
    this.lost = lost;
  }

  ask(question: PageQuestion): ReturnType<Source["ask"]> {
    this.asked.push(question);
    return Promise.resolve({ ok: true });
  }
}

function started(): { readonly source: Script; readonly store: Store } {
  const source = new Script();
  const store = new Store(source);
  store.start();
  source.say({
    type: "elements",
    elements: [{ id: 0, name: "E", protocol: "P", state: "active", timeout: false }],
  });
  source.say({ type: "snapshot", element: 0, description, changes: nothing });
  return { source, store };
}

describe("store of the page", () => {
  it("adds entries of the stream, and replaces those that have been linked since", () => {
    const { source, store } = started();
    source.say({ type: "changes", element: 0, changes: { ...nothing, stream: [entry(1), entry(2)] } });
    source.say({
      type: "changes",
      element: 0,
      changes: { ...nothing, stream: [entry(2, { response: 7 }), entry(3)], streamDropped: 4 },
    });
    expect(store.element(0)?.stream).to.deep.equal([entry(1), entry(2, { response: 7 }), entry(3)]);
    expect(store.element(0)?.streamDropped).to.equal(4);
  });

  it("keeps the newest 2,000 entries", () => {
    const { source, store } = started();
    for (let first = 1; first < 3000; first += 100) {
      const stream = Array.from({ length: 100 }, (_, index) => entry(first + index));
      source.say({ type: "changes", element: 0, changes: { ...nothing, stream } });
    }
    expect(store.element(0)?.stream.map(({ number }) => number)).to.deep.equal(
      Array.from({ length: 2000 }, (_, index) => 1001 + index),
    );
  });

  it("collects the numbers of a parameter over time", () => {
    const { source, store } = started();
    for (const [at, value] of [
      [1, 5],
      [2, 5],
      [3, 6],
    ] as const)
      source.say({ type: "changes", element: 0, changes: { ...nothing, at, values: [{ pid: 1, value }] } });
    expect(store.element(0)?.points.get(1)).to.deep.equal([
      { at: 1, value: 5 },
      { at: 3, value: 6 },
    ]);
    expect(store.element(0)?.changedAt.get(1)).to.equal(3);
  });

  it("keeps its points over a reconnect, takes the stream anew, and asks again for what it looked at", () => {
    const { source, store } = started();
    store.watch([0]);
    const end = store.watchTable(0, 1000);
    source.say({
      type: "changes",
      element: 0,
      changes: { ...nothing, at: 1, stream: [entry(1)], values: [{ pid: 1, value: 5 }] },
    });
    source.lost("gone");
    expect(store.lost).to.equal("gone");
    source.asked.length = 0;
    source.lost(undefined);
    source.say({ type: "snapshot", element: 0, description, changes: { ...nothing, stream: [entry(8)] } });
    expect(source.asked).to.deep.equal([
      { do: "watch", elements: [0] },
      { do: "table", element: 0, table: 1000, on: true },
    ]);
    expect(store.element(0)?.stream).to.deep.equal([entry(8)]);
    expect(store.element(0)?.points.get(1)).to.have.length(1);
    end();
    expect(source.asked.at(-1)).to.deep.equal({ do: "table", element: 0, table: 1000, on: false });
  });

  it("takes the rows of a table, their changes, and a new beginning", () => {
    const { source, store } = started();
    store.watchTable(0, 1000);
    const rows = (fresh: boolean, keys: readonly string[], removed: readonly string[] = []): void => {
      source.say({
        type: "rows",
        element: 0,
        table: 1000,
        fresh,
        rows: keys.map((key) => ({ key, cells: [key] })),
        removed,
        more: false,
      });
    };
    rows(true, ["a", "b"]);
    rows(false, ["c"], ["a"]);
    const keys = (): string[] => [...(store.element(0)?.rows.get(1000)?.rows.keys() ?? [])];
    expect(keys()).to.deep.equal(["b", "c"]);
    rows(true, ["z"]);
    expect(keys()).to.deep.equal(["z"]);
  });
});
