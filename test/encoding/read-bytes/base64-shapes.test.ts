import { base64, dataUrl } from "../../../src/encoding/read-bytes/base64-shapes.ts";
import { expectOutcomes, expectSure } from "../../support/encoding/shape-cases.ts";

describe("encoding/read-bytes/base64-shapes", () => {
  it("base64: both alphabets, with padding, without, in lines", () => {
    expectOutcomes(base64, [
      ["WsO8cmljaA==", "hex:5ac3bc72696368"],
      ["WsO8cmljaA", "hex:5ac3bc72696368"],
      ["WsO8\ncmljaA==\n", "hex:5ac3bc72696368"],
      ["-_-_", "hex:fbffbf"],
      ["+/+/", "hex:fbffbf"],
      ["WsO8c", "miss 5"],
      ["WsO8c=", "miss 6"],
      ["WsO8.", "miss 4"],
      ["=WsO8", "miss 0"],
    ]);
  });

  it("base64: is sure only of what is no word", () => {
    expectSure(
      base64,
      // The last is a digest: 24 characters that mix what words do not.
      ["WsO8cmljaA==", "WsO8cmljaA", "R3LDvMOfZSBhdXMgWsO8cmljaA==", "XUFAKrxLKna5cZ2REBfFkg=="],
      ["Temperature", "UserName", "key=", "deadbeef", "2024", "getElementById", "Hello World1"],
    );
  });

  it("data-url", () => {
    expectOutcomes(dataUrl, [
      ["data:text/plain;charset=utf-8;base64,WsO8", "hex:5ac3bc"],
      ["data:,Z%C3%BC", "hex:5ac3bc"],
      ["data:text/plain;base64,W!", "miss 23"],
      ["data:,100%", "miss 9"],
      ["data: no url", "nothing"],
    ]);
  });
});
