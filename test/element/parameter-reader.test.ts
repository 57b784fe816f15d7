import { expect } from "chai";
import { parameterReader, snapshotOf } from "../../src/element/parameter-reader.ts";
import { ParameterStore } from "../../src/parameter/store.ts";
import type { ChainContext } from "../../src/logic/chain/context.ts";
import { session as sessionWith, request } from "../support/connection/model.ts";
import { connector, textParam } from "../support/element/connector.ts";

const position = { line: 1, column: 1, offset: 0 };

function store(): ParameterStore<ChainContext> {
  const parameters = new ParameterStore<ChainContext>(
    connector({ params: [1, 2, 3, 4, 5, 6].map((id) => textParam(id)).join("") }),
  );
  for (const pid of [1, 2, 3, 4, 5]) parameters.set(pid, `v${String(pid)}`, "script", { depth: 0 });
  return parameters;
}

describe("parameter reader", () => {
  it("gives text and stored bytes, and nothing for what was never set or is not there", () => {
    const read = parameterReader(store());
    expect(read(1)?.text).to.equal("v1");
    expect([...(read(1)?.bytes ?? [])]).to.deep.equal([0x76, 0, 0x31, 0]); // Unicode protocol: UTF-16LE
    expect([read(6), read(77)]).to.deep.equal([undefined, undefined]);
  });

  it("a snapshot keeps everything that a session's requests name, however it changes", () => {
    const parameters = store();
    const session = sessionWith({
      userName: { pid: 5 },
      connections: [
        request({ pid: 1, headers: { "X-A": 2 }, data: { pid: 3 } }),
        request({ id: 2, parameters: [{ key: "k", pid: 4, position }] }),
      ],
    });
    const read = snapshotOf(session, parameterReader(parameters));
    for (const pid of [1, 2, 3, 4, 5, 6]) parameters.set(pid, "new", "script", { depth: 0 });
    expect([1, 2, 3, 4, 5].map((pid) => read(pid)?.text)).to.deep.equal(["v1", "v2", "v3", "v4", "v5"]);
    expect(Buffer.from(read(3)?.bytes ?? []).toString("utf16le")).to.equal("v3");
    expect(read(6)).to.equal(undefined);
  });
});
