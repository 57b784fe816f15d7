/** The tree of a change, out of the events of a real element. */
import { expect } from "chai";
import { WatchedElement } from "../../../src/viewer/watched-element.ts";
import type { EventItem } from "../../../src/viewer/messages.ts";
import { eventTrees, treesWith, type EventNode } from "../../../src/viewer/page/event-tree.ts";
import { ids, receive, startGallery } from "../../support/viewer/connector.ts";

/** A tree in short. */
function short({ event, children }: EventNode): unknown {
  const name = `${event.type} ${String(event.id ?? event.direction ?? "")}`.trim();
  return children.length === 0 ? name : { [name]: children.map(short) };
}

/** The events of an element while something happens. */
async function eventsOf(
  work: (element: Awaited<ReturnType<typeof startGallery>>) => unknown,
): Promise<readonly EventItem[]> {
  await using element = await startGallery();
  const watched = new WatchedElement(element);
  watched.watched = true;
  watched.changes(0);
  await work(element);
  const { events } = watched.changes(0);
  watched.end();
  return events;
}

describe("tree of a change", () => {
  it("leads from a set by a user over the QAction to what it sets", async () => {
    const events = await eventsOf((element) => element.set(ids.button, "go", { name: "someone" }));
    expect(eventTrees(events).map(short)).to.deep.equal([
      { [`parameter ${String(ids.button)}`]: [{ "qaction 2": [`parameter ${String(ids.presses)}`] }] },
    ]);
  });

  it("leads from a write parameter to its read", async () => {
    const events = await eventsOf((element) => element.set(ids.writeLevel, 3));
    expect(eventTrees(events).map(short)).to.deep.equal([
      { [`parameter ${String(ids.writeLevel)}`]: [`parameter ${String(ids.level)}`] },
    ]);
  });

  it("gives two messages a tree each, the sets of their QActions below these", async () => {
    const events = await eventsOf(async (element) => {
      await receive(element, { set: { [ids.level]: 1, [ids.mode]: 1 } });
      await receive(element, { set: { [ids.level]: 2 } });
    });
    const message = (number: number): EventItem => ({
      at: 0,
      type: "stream",
      number,
      direction: "in",
      connection: 0,
    });
    // `receive` hands a message to the logic without a line: its entry of the stream is put in its place.
    const second = events.findIndex(({ type }, index) => index > 0 && type === "trigger");
    const both = [message(1), ...events.slice(0, second), message(2), ...events.slice(second)];
    const sets = (...pids: readonly number[]): unknown => ({
      [`parameter ${String(ids.message)}`]: [{ "qaction 1": pids.map((pid) => `parameter ${String(pid)}`) }],
    });
    expect(eventTrees(both).map(short)).to.deep.equal([
      { "stream in": [{ "trigger 1": ["action 1"] }, sets(ids.level, ids.mode), "response 1"] },
      { "stream in": [{ "trigger 1": ["action 1"] }, sets(ids.level), "response 1"] },
    ]);
  });

  it("puts a set of a script below its QAction when another one has begun and ended meanwhile", () => {
    const item = (type: string, id: number, more: Partial<EventItem> = {}): EventItem => ({
      at: 0,
      type,
      id,
      ...more,
    });
    const trees = eventTrees([
      item("parameter", 1, { source: "external" }),
      item("qaction", 1, { phase: "started", trigger: 1 }),
      item("parameter", 2, { source: "external" }),
      item("qaction", 2, { phase: "started", trigger: 2 }),
      item("qaction", 2, { phase: "finished", trigger: 2 }),
      item("parameter", 3, { source: "script" }),
      item("qaction", 1, { phase: "finished", trigger: 1 }),
      item("parameter", 4, { source: "script" }),
    ]);
    expect(trees.map(short)).to.deep.equal([
      { "parameter 1": [{ "qaction 1": ["parameter 3"] }] },
      { "parameter 2": ["qaction 2"] },
      "parameter 4",
    ]);
  });

  it("finds the newest trees that hold an event", () => {
    const trees = eventTrees(
      [1, 2, 3, 2].map((id) => ({ at: 0, type: "parameter", id, source: "platform" })),
    );
    expect(treesWith(trees, ({ id }) => id === 2, 5)).to.deep.equal([trees[3], trees[1]]);
    expect(treesWith(trees, ({ id }) => id === 2, 1)).to.deep.equal([trees[3]]);
  });
});
