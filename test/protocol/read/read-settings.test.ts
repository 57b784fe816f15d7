/** What a protocol says about itself and the whole element. */
import { expect } from "chai";
import { codesOf, findings, protocolOf } from "../../support/protocol/parsed.ts";

describe("protocol/read/read-settings", () => {
  it("identity, trimmed; nothing is needed", () => {
    expect(
      protocolOf(
        "<Name> A &amp; B </Name><Version>1.0.0.1</Version><Vendor>V</Vendor><ElementType>T</ElementType>",
      ),
    ).to.include({
      name: "A & B",
      version: "1.0.0.1",
      vendor: "V",
      elementType: "T",
    });
    expect(protocolOf("")).to.include({ name: "", version: "", vendor: "", elementType: "", unicode: false });
  });

  describe("Unicode", () => {
    it("ENC-01 the token unicode at any place of Type@options, with or without a leading ;", () => {
      for (const options of [
        "unicode",
        ";unicode",
        "UNICODE",
        "exportProtocol:Child:100;unicode",
        "unicode ; disableViewRefresh",
      ]) {
        expect(protocolOf(`<Type options="${options}">http</Type>`).unicode, options).to.equal(true);
      }
    });

    it("ENC-02 exportProtocol:unicode:100 does not set it", () => {
      for (const options of ["exportProtocol:unicode:100", "unicodex", "disableViewRefresh", ""]) {
        expect(protocolOf(`<Type options="${options}">http</Type>`).unicode, options).to.equal(false);
      }
    });

    it("ENC-03 Options/Encoding unicode equals the token", () => {
      expect(protocolOf("<Options><Encoding>Unicode</Encoding></Options>").unicode).to.equal(true);
      expect(protocolOf("<Options><Encoding>ascii</Encoding></Options>").unicode).to.equal(false);
    });

    it("either is enough, a difference is warned of", () => {
      const inside = '<Type options="unicode">http</Type><Options><Encoding>ascii</Encoding></Options>';
      expect(protocolOf(inside).unicode).to.equal(true);
      expect(findings(inside, "UNICODE_CONFLICT")).to.have.length(1);
      expect(
        codesOf('<Type options="unicode">http</Type><Options><Encoding>unicode</Encoding></Options>'),
      ).to.deep.equal([]);
    });
  });

  it("timeouts of the element stand in UserSettings, or in PortSettings beside Type", () => {
    const settings =
      "<TimeoutTimeElement><DefaultValue>45000</DefaultValue></TimeoutTimeElement><SlowPollBase><DefaultValue>Number</DefaultValue></SlowPollBase><SlowPoll><DefaultValue>500</DefaultValue></SlowPoll><PingInterval><DefaultValue>30000</DefaultValue></PingInterval>";
    const expected = {
      elementTimeoutMs: 45000,
      slowPollBase: "number",
      slowPoll: 500,
      pingIntervalMs: 30000,
    };
    expect(
      protocolOf(`<ElementOptions><UserSettings>${settings}</UserSettings></ElementOptions>`).settings,
    ).to.deep.equal(expected);
    expect(protocolOf(`<Type>http</Type><PortSettings>${settings}</PortSettings>`).settings).to.deep.equal(
      expected,
    );
    expect(protocolOf("").settings).to.deep.equal({});
  });

  it("the limit of slow poll depends on its base", () => {
    const slowPoll = (base: string, value: string): string =>
      `<PortSettings><SlowPollBase><DefaultValue>${base}</DefaultValue></SlowPollBase><SlowPoll><DefaultValue>${value}</DefaultValue></SlowPoll></PortSettings>`;
    expect(codesOf(slowPoll("number", "501"))).to.deep.equal(["NUMBER_RANGE"]);
    expect(codesOf(slowPoll("time", "1000"))).to.deep.equal([]);
    expect(codesOf(slowPoll("time", "999"))).to.deep.equal(["NUMBER_RANGE"]);
  });

  it("texts that cause no timeout, from all three places", () => {
    const { noTimeouts } = protocolOf(
      "<NoTimeout>a</NoTimeout><NoTimeouts><NoTimeout>b</NoTimeout></NoTimeouts><Options><NoTimeouts><NoTimeout>0x2EE2</NoTimeout></NoTimeouts></Options>",
    );
    expect(noTimeouts).to.deep.equal(["a", "b", "0x2EE2"]);
  });

  it("threads, with ids or without", () => {
    const { threads } = protocolOf(
      '<Threads><Thread id="1" name="A" connection="1,2"/><Thread id="2" connection="1001"/></Threads>',
    );
    expect(threads.map(({ id, name, connections }) => [id, name, connections])).to.deep.equal([
      [1, "A", [1, 2]],
      [2, "", [1001]],
    ]);
    expect(protocolOf('<Threads><Thread connection="1"/></Threads>').threads[0]).to.not.have.property("id");
  });

  it("some threads with an id and some without, and two of one id", () => {
    expect(
      codesOf('<Threads><Thread id="1" connection="1001"/><Thread connection="1002"/></Threads>'),
    ).to.deep.equal(["THREAD_IDS"]);
    const twice =
      '<Threads><Thread id="1" name="A" connection="1001"/><Thread id="1" name="B" connection="1002"/></Threads>';
    expect(codesOf(twice)).to.deep.equal(["ID_DUPLICATE"]);
    expect(protocolOf(twice).threads.map(({ name }) => name)).to.deep.equal(["A"]);
  });

  it("relative timers, in both places", () => {
    expect(protocolOf('<Timers relativeTimers="True with Reset"/>').relativeTimers).to.equal(
      "true with reset",
    );
    expect(protocolOf('<Type relativeTimers="true">http</Type>').relativeTimers).to.equal("true");
    expect(protocolOf("").relativeTimers).to.equal("false");
  });

  it("one parameter with Replication makes the element a copy", () => {
    const replicates = (inParam: string): boolean =>
      protocolOf(
        `<Params><Param id="1"><Name>A</Name></Param><Param id="2"><Name>B</Name>${inParam}</Param></Params>`,
      ).replicatesParameters;
    expect(replicates("<Replication><Element>1</Element></Replication>")).to.equal(true);
    expect(replicates("")).to.equal(false);
    expect(protocolOf("").replicatesParameters).to.equal(false);
  });

  it("options of responses, general parameters, order of loading, relations", () => {
    const protocol = protocolOf(
      '<Advanced stuffing="on=command" ignoreEqualResponse="true"/><GeneralParameters><GeneralParameter group="Communication" enabled="false"/><GeneralParameter group="dcf" enabled="true"/></GeneralParameters><Params loadSequence="2;1"/><Relations><Relation path="100;200"/></Relations>',
    );
    expect(protocol).to.include({ advancedStuffing: "on=command", ignoreEqualResponse: true });
    expect([...protocol.generalParameters]).to.deep.equal([
      ["communication", false],
      ["dcf", true],
    ]);
    expect(protocol.loadSequence).to.deep.equal([2, 1]);
    expect(protocol.relations).to.deep.equal([[100, 200]]);
  });
});
