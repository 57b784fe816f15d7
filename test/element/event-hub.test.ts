/** The listeners of an element. */
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { EventHub } from "../../src/element/event-hub.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";

const active = { type: "state", state: "active", timeout: false } as const;

describe("event hub", () => {
  it("tells everybody in order, with the time, until they stop listening", () => {
    const clock = new ManualClock(5000);
    const hub = new EventHub(clock);
    const seen: string[] = [];
    expect(hub.listening).to.equal(false);
    const end = hub.subscribe((event) => seen.push(`first ${String(event.at)}`));
    hub.subscribe(() => seen.push("second"));
    expect(hub.listening).to.equal(true);
    hub.emit(active);
    end();
    hub.emit(active);
    expect(seen).to.deep.equal(["first 5000", "second", "second"]);
  });

  it("a listener may end itself, or another, while being told", () => {
    const hub = new EventHub(new ManualClock());
    const seen: string[] = [];
    const end = hub.subscribe(() => {
      seen.push("once");
      end();
    });
    hub.subscribe(() => seen.push("always"));
    hub.emit(active);
    hub.emit(active);
    expect(seen).to.deep.equal(["once", "always", "always"]);
  });

  it("when gives the first event that fits, and leaves nothing behind", async () => {
    const clock = new ManualClock();
    const hub = new EventHub(clock);
    const waited = hub.when((event) => event.type === "log", 1000);
    hub.emit(active);
    hub.emit({ type: "log", kind: "information", message: "this one" });
    expect(((await waited) as ElementEvent & { message: string }).message).to.equal("this one");
    expect(hub.listening).to.equal(false);
    expect(clock.pending).to.deep.equal([]);
  });

  it("when gives up after its time with a code", async () => {
    const clock = new ManualClock();
    const hub = new EventHub(clock);
    const waited = hub.when(() => true, 1000).catch((error: unknown) => error);
    await clock.advance(1000);
    const error = await waited;
    expect(error).to.be.instanceOf(QActionKitError);
    expect((error as QActionKitError).code).to.equal("ERR_ELEMENT_WAIT");
    expect(hub.listening).to.equal(false);
  });

  it("tells those who overhear, and does not count them as listening", () => {
    const hub = new EventHub(new ManualClock());
    const heard: string[] = [];
    const end = hub.overhear(({ type }) => heard.push(type));
    expect(hub.listening).to.equal(false);
    hub.notice({ code: "ADDRESS_EMPTY", kind: "warning", message: "no address" });
    end();
    hub.emit(active);
    expect(heard).to.deep.equal(["log"]);
  });
});
