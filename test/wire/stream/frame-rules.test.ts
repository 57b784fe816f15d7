/** The rule by which a smart-serial connection cuts its stream. */
import { expect } from "chai";
import type { ConnectionDefinition, Protocol, Response } from "../../../src/protocol/model.ts";
import { frameRules, type FrameRules } from "../../../src/wire/stream/frame-rules.ts";
import {
  fixed,
  latin,
  next,
  protocolOf,
  response,
  sized,
  type Given,
} from "../../support/wire/wire-protocols.ts";

function rules(
  params: readonly Given[],
  options: readonly string[] = [],
  stuffing?: string,
  id = 0,
  responses: readonly Response[] = [],
): FrameRules {
  const { protocol, bytesOf } = protocolOf(params);
  const connection = { id, communicationOptions: options } as unknown as ConnectionDefinition;
  const more = stuffing === undefined ? {} : { advancedStuffing: stuffing };
  return frameRules(
    {
      ...protocol,
      connections: [connection],
      responses: new Map(responses.map((one) => [one.id, one])),
      ...more,
    } satisfies Protocol,
    id,
    bytesOf,
  );
}
const header = (id: number, text: string, more: Partial<Given> = {}): Given =>
  fixed(id, latin(text), { type: "header", ...more });
const trailer = (id: number, text: string, more: Partial<Given> = {}): Given =>
  fixed(id, latin(text), { type: "trailer", ...more });

describe("frame rules", () => {
  const frame = [header(1, "<"), trailer(2, ">"), next(3)];
  const linked = [
    header(11, "?", { headerTrailerLink: 1 }),
    trailer(10, ".", { headerTrailerLink: 1 }),
    header(13, "-", { headerTrailerLink: 2 }),
    trailer(12, "+", { headerTrailerLink: 2, typeTimes: 2 }),
  ];

  it("the first that applies counts: stuffing, packetInfo, header and trailer without link, with link, none", () => {
    const all = [...frame, ...linked];
    expect(rules(all, ["packetinfo:4,4"], "on=response;stuffing=0x10").kind).to.equal("stuffing");
    expect(rules(all, ["packetinfo:4,4"]).kind).to.equal("packetInfo");
    expect(rules(all)).to.deep.equal({
      kind: "delimiters",
      pairs: [{ header: latin("<"), trailer: { bytes: latin(">"), times: 1 } }],
    });
    expect(rules(linked)).to.deep.equal({
      kind: "delimiters",
      pairs: [
        { header: latin("?"), trailer: { bytes: latin("."), times: 1 } },
        { header: latin("-"), trailer: { bytes: latin("+"), times: 2 } },
      ],
    });
    expect(rules([next(3)])).to.deep.equal({ kind: "none", smartIpHeader: false });
  });

  it("connection=N keeps a header or trailer to its connection", () => {
    const params = [
      trailer(1, "A", { connection: 0 }),
      trailer(2, "B", { connection: 1 }),
      trailer(3, "C", { connection: -1 }),
    ];
    const used = (id: number): unknown => rules(params, [], undefined, id);
    expect(used(0)).to.deep.equal({
      kind: "delimiters",
      pairs: [{ trailer: { bytes: latin("A"), times: 1 } }],
    });
    expect(used(1)).to.deep.equal({
      kind: "delimiters",
      pairs: [{ trailer: { bytes: latin("B"), times: 1 } }],
    });
    expect(used(2)).to.deep.equal({
      kind: "delimiters",
      pairs: [{ trailer: { bytes: latin("C"), times: 1 } }],
    });
  });

  it("RSP-32 responses of fixed parameters only are packets beside those with header and trailer", () => {
    const params = [...frame, fixed(4, latin("AB")), sized(5, 3), fixed(6, latin("C")), sized(7, 2)];
    const used = (responses: readonly Response[], id = 0, given: readonly Given[] = params): unknown => {
      const found = rules(given, [], undefined, id, responses);
      return found.kind === "delimiters" ? found.fixed : found.kind;
    };
    const packet = {
      length: 6,
      marks: [
        { at: 0, bytes: latin("AB") },
        { at: 5, bytes: latin("C") },
      ],
    };
    expect(used([response([4, 5, 6])])).to.deep.equal([packet]);
    // Those with a header or a trailer are cut by it; without a fixed start, or of variable length, nothing tells them.
    for (const content of [[1, 5, 2], [4, 5, 2], [5, 6], [4, 3, 6], []])
      expect(used([response(content)])).to.equal(undefined);
    expect(used([response([4, 5, 6], "1")])).to.equal(undefined);
    // A fixed parameter without bytes takes none, whatever its Length.
    const empty = fixed(8, latin(""), { interprete: { length: 9 } });
    expect(used([response([4, 8, 5, 6])], 0, [...params, empty])).to.deep.equal([packet]);
    // Only those of the connection, or those without one where no response names it.
    const other = response([4, 7], "", { id: 2, connection: 1 });
    expect(used([response([4, 5, 6]), other], 1)).to.deep.equal([
      { length: 4, marks: [{ at: 0, bytes: latin("AB") }] },
    ]);
    expect(used([response([4, 5, 6])], 1)).to.deep.equal([packet]);
    // A trailer without a header takes everything.
    const headless = [trailer(2, ">"), ...params.slice(3)];
    expect(used([response([4, 5, 6])], 0, headless)).to.equal(undefined);
    expect(used([response([4, 5, 6])], 0, params.slice(3))).to.equal("none");
  });

  it("a header alone is no rule", () => {
    expect(rules([header(1, "<")]).kind).to.equal("none");
    expect(rules([header(1, "<", { headerTrailerLink: 4 })]).kind).to.equal("none");
  });

  it("stuffing takes the trailer without a link, and none when it has one", () => {
    expect(rules(frame, [], "stuffing=0x10"))
      .to.have.property("trailer")
      .that.deep.equals({ bytes: latin(">"), times: 1 });
    expect(rules(linked, [], "stuffing=0x10")).to.not.have.property("trailer");
    expect(rules(frame, [], "on=command;stuffing=0x10").kind).to.equal("delimiters");
  });

  it("RSP-28 reads packetInfo, maxReceiveBuffer and smartIpHeader without case", () => {
    expect(rules([], ["PacketInfo: 4 , 2"])).to.deep.equal({
      kind: "packetInfo",
      before: 4,
      size: 2,
      whole: true,
      littleEndian: false,
    });
    expect(rules([], ["packetinfo:0,4,False,littleEndian"])).to.deep.equal({
      kind: "packetInfo",
      before: 0,
      size: 4,
      whole: false,
      littleEndian: true,
    });
    expect(rules([], ["packetinfo:4,3"]).kind).to.equal("none");
    expect(rules([], ["maxReceiveBuffer:8120", "smartIpHeader"])).to.deep.equal({
      kind: "none",
      maxReceiveBuffer: 8120,
      smartIpHeader: true,
    });
  });
});
