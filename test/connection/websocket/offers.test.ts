/** Offers of subprotocols and extensions, read out of header text. */
import { expect } from "chai";
import { parseExtensions, parseSubprotocols } from "../../../src/connection/websocket/offers.ts";

describe("connection/websocket/offers", () => {
  it("WS-25 subprotocols are a list of tokens", () => {
    expect(parseSubprotocols("chat, superchat,, v2.json")).to.deep.equal({
      offered: ["chat", "superchat", "v2.json"],
      problems: [],
    });
    expect(parseSubprotocols(" ")).to.deep.equal({ offered: [], problems: [] });
  });

  it("WS-25 what cannot be offered is told and left out", () => {
    const { offered, problems } = parseSubprotocols("chat, two words, chat");
    expect(offered).to.deep.equal(["chat"]);
    expect(problems).to.deep.equal([
      "'two words' is no subprotocol name",
      "subprotocol 'chat' is listed twice",
    ]);
  });

  it("WS-26 the documented extension header offers permessage-deflate with a window of the client's choice", () => {
    expect(parseExtensions("permessage-deflate; client_max_window_bits")).to.deep.equal({
      offered: { clientMaxWindowBits: undefined },
      problems: [],
    });
  });

  it("WS-26 parameters of RFC 7692 become the library's settings, and none is added", () => {
    expect(parseExtensions("permessage-deflate").offered).to.deep.equal({ clientMaxWindowBits: false });
    expect(
      parseExtensions(
        'Permessage-Deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits="10"; client_max_window_bits=9',
      ).offered,
    ).to.deep.equal({
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
      serverMaxWindowBits: 10,
      clientMaxWindowBits: 9,
    });
  });

  it("WS-26 other extensions and wrong parameters are told and not offered", () => {
    for (const [text, problem] of [
      ["x-webkit-frame", "extension 'x-webkit-frame' is not supported"],
      ["permessage-deflate; level=9", "permessage-deflate has no parameter 'level'"],
      [
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate cannot have 'server_max_window_bits'",
      ],
      [
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate cannot have 'client_max_window_bits=7'",
      ],
      [
        "permessage-deflate; client_no_context_takeover=1",
        "permessage-deflate cannot have 'client_no_context_takeover=1'",
      ],
    ] as const) {
      expect(parseExtensions(text)).to.deep.equal({ offered: undefined, problems: [problem] });
    }
  });

  it("of two offers the first that can be used counts", () => {
    const { offered, problems } = parseExtensions(
      "foo, permessage-deflate; client_max_window_bits=10, permessage-deflate",
    );
    expect(offered).to.deep.equal({ clientMaxWindowBits: 10 });
    expect(problems).to.deep.equal(["extension 'foo' is not supported"]);
  });
});
