/** What goes on for ever in a protocol, and what depends on the length of a message: bounded, named, and the element goes on. */
import { expect } from "chai";
import type { QActionKitError } from "../../src/base/errors.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import { TestElement } from "../../src/testing/test-element.ts";

type LogEvent = Extract<ElementEvent, { readonly type: "log" }>;

/** The lines of the runtime with a code. */
function linesOf(test: TestElement, code: string): readonly LogEvent[] {
  return test.events.filter((event): event is LogEvent => event.type === "log" && event.code === code);
}

const number =
  "<Interprete><RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType></Interprete>";
const text =
  "<Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete>";
const display = "<Display><RTDisplay>true</RTDisplay></Display>";
const param = (id: number, type = "read", interprete = text): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type${type.startsWith("response") ? ` id="${type.slice(9)}">response` : `>${type}`}</Type>${display}${interprete}</Param>`;
const fixed = (value: string): string =>
  `<Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>${value}</Value><Length>1</Length></Interprete>`;
const onChange = (id: number, of: number, action: number): string =>
  `<Trigger id="${String(id)}"><On id="${String(of)}">parameter</On><Time>change</Time><Type>action</Type><Content><Id>${String(action)}</Id></Content></Trigger>`;
const webSocket =
  '<Connections><Connection id="0" name="A"><Http><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Http></Connection></Connections>';

describe("endless", () => {
  it("chains that branch end after maxChainSteps, and the line names the circle", async () => {
    const xml = `<Protocol><Name>Branch</Name><Type>virtual</Type><Params>${param(1, "read", number)}${param(2)}</Params>
      <Triggers>${onChange(1, 1, 9)}${onChange(2, 1, 9)}</Triggers>
      <Actions><Action id="9"><On id="1">parameter</On><Type value="1">increment</Type></Action></Actions></Protocol>`;
    await using test = await TestElement.start(xml, { options: { maxChainSteps: 10_000 } });
    // Two triggers on each change are 2^200 runs without a limit.
    await test.set(1, 1);
    const lines = linesOf(test, "CHAIN_TOO_DEEP");
    expect(lines).to.have.length(1);
    // The first branch goes down to maxChainDepth (200) before the second one begins.
    expect(lines[0]?.message)
      .to.contain("more than 200 change events")
      .and.contain("parameter 1 < trigger 1 < parameter 1.");
    expect(test.get(1)).to.be.within(200, 10_000);
    expect(await test.set(2, "goes on")).to.equal(0);
  });

  it("the same by scripts, beneath the depth", async () => {
    await using test = await TestElement.start(
      {
        params: { 1: "number", 2: "text" },
        qactions: {
          5: {
            triggers: [1],
            run: (protocol) => {
              const level = Number(protocol.GetParameter(1));
              if (level < 100) for (let i = 0; i < 2; i++) protocol.SetParameter(1, level + 1);
            },
          },
        },
      },
      { options: { maxChainSteps: 1000 } },
    );
    await test.set(1, 1);
    const [line, ...more] = linesOf(test, "CHAIN_TOO_DEEP");
    expect(more).to.deep.equal([]);
    expect(line?.message)
      .to.contain("1000 change events, triggers and actions of one chain")
      .and.contain("parameter 1 < QAction 5 < parameter 1");
    expect(await test.set(2, "goes on")).to.equal(0);
  });

  it("a script that keeps its object may set as often as it likes", async () => {
    let keep: (() => void) | undefined;
    await using test = await TestElement.start(
      {
        params: { 1: "text", 2: "number", 3: "number" },
        qactions: {
          5: {
            triggers: [1],
            run: (protocol) => {
              keep = () => void protocol.SetParameter(2, Number(protocol.GetParameter(2)) + 1);
            },
          },
          6: { triggers: [2], run: (protocol) => protocol.SetParameter(3, protocol.GetParameter(2)) },
        },
      },
      { options: { maxChainSteps: 50 } },
    );
    await test.set(1, "go");
    for (let i = 0; i < 200; i++) keep?.();
    expect([test.get(3), linesOf(test, "CHAIN_TOO_DEEP")]).to.deep.equal([200, []]);
  });

  it("a response that splits its field by itself ends at maxChainDepth", async () => {
    // Response 7 is an A and a field, which response 7 splits again: as deep as the message is long.
    const xml = `<Protocol><Name>Nested</Name>${webSocket}<Params>${param(1, "header", fixed("A"))}${param(2, "response 7")}</Params>
      <Responses><Response id="7"><Name>R</Name><Content><Param>1</Param><Param>2</Param></Content></Response></Responses></Protocol>`;
    await using test = await TestElement.start(xml, { options: { implicitRead: true } });
    await test.receive("A".repeat(100_000));
    expect(linesOf(test, "CHAIN_TOO_DEEP").map(({ message }) => message.split(" was")[0])).to.deep.equal([
      "response 7",
    ]);
    // One A is taken at the top, and one at each of 200 levels.
    expect(String(test.get(2))).to.have.length(100_000 - 201);
    await test.receive("AA");
    expect(test.get(2), "the innermost one").to.equal("");
  });

  it("a group that executes itself: advance gives up and names it, and dispose ends", async () => {
    const xml = `<Protocol><Name>Self</Name><Type>virtual</Type><Params>${param(1)}</Params>
      <Triggers><Trigger id="1"><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger>
      <Trigger id="2"><On id="5">group</On><Time>after</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>
      <Actions><Action id="1"><On id="5">group</On><Type>execute</Type></Action></Actions>
      <Groups><Group id="5"><Name>G</Name><Type>poll action</Type><Content/></Group></Groups></Protocol>`;
    const error = (await TestElement.start(xml).catch((thrown: unknown) => thrown)) as QActionKitError;
    expect(error.code).to.equal("ERR_TEST_ENDLESS");
    expect(error.message).to.match(/group 5 100000 times/);
  }).timeout(60_000);

  it("sets from outside that queue each other leave the rest of the program its turn", async () => {
    let runs = 0;
    let timers = 0;
    await using test = await TestElement.start({
      params: { 1: "number" },
      qactions: {
        5: {
          triggers: [1],
          run: (protocol) => {
            if (++runs === 500) test.clock.after(0, () => (timers = runs));
            // Notify 50 on the own element: a set from outside, behind the chain that is running.
            if (runs < 5000) protocol.NotifyDataMiner(50, [1, 1, 1], runs);
          },
        },
      },
    });
    await test.set(1, 0);
    // The first chain, and a thousand that wait behind it.
    expect([timers, runs]).to.deep.equal([1001, 5000]);
  });
});
