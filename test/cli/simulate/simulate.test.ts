/** `qaction simulate` in a process of its own: lines on standard input, faults, a script that changes, mistakes. */
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { expect } from "chai";
import { WebSocket } from "ws";
import { loadDeviceFile } from "../../../src/cli/simulate/device-file.ts";
import { inFolder } from "../../support/temporary.ts";
import { qaction, start, type Child } from "../../support/child.ts";

const script = `import { counter } from "qaction-kit/testing";
export default {
  name: "desk",
  state: { level: -20, number: counter() },
  faces: {
    lines: { kind: "tcp", messages: "line", on: [["?", ({ device }) => "A " + device.get("level")]] },
    events: { kind: "websocket", path: "/events" },
  },
};
`;

/** The port of a face, from the line that names its address. */
async function portOf(child: Child, face: string): Promise<number> {
  await child.shows(`desk/${face} `);
  await child.shows("/events\n");
  const [, port = ""] = new RegExp(`desk/${face} \\w+://127\\.0\\.0\\.1:(\\d+)`).exec(child.output()) ?? [];
  return Number(port);
}

/** Bytes of a socket until they hold a text. */
async function hears(socket: Socket, text: string): Promise<void> {
  for (let all = ""; !all.includes(text);) {
    const [bytes] = (await once(socket, "data")) as [Buffer];
    all += bytes.toString();
  }
}

/** The message that a promise rejects with. */
async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return String(error);
  }
  throw new Error("it did not reject");
}

describe("qaction simulate", () => {
  it("plays the device of a script, does what lines ask, and loads the script again when it changes", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "desk.ts");
      writeFileSync(file, script);
      const child = start("src/cli/main.ts", ["simulate", file], {}, null);
      const print = async (text: string): Promise<void> => child.shows(text);
      await print("desk/events ws://127.0.0.1:");
      const socket = connect(await portOf(child, "lines"), "127.0.0.1");
      socket.write("?\n");
      await hears(socket, "A -20\r\n");
      await print("desk/lines 1 in ?");
      await print("desk/lines 1 out A -20");

      child.type("set level 5\nget level\nget\n@desk get number\n");
      await print("number = 1");
      await print("number = 2");
      socket.write("?\n");
      await hears(socket, "A 5\r\n");

      child.type("push lines hello\npush 0x41 42\n");
      await hears(socket, "AB\r\n");
      await print("sent to 1 line\n");

      child.type("fault drop\nfault\n");
      await print("drop = 1\ndrop = 1");
      socket.write("?\n");
      await print("desk/lines 1 fault drop");
      child.type("fault off\n");
      await print("no faults");

      child.type("sett level 5\nget nothing\nfault dorp=1\nclose x\n@other get\n# a comment\n");
      await print("There is no request 'sett'. Did you mean 'set'?");
      await print("has no value 'nothing'");
      await print("Did you mean 'drop'?");
      await print("Write: close [CODE [REASON]]");
      await print("There is no device 'other'. There are: desk.");

      writeFileSync(file, script.replace('"A "', '"B "'));
      await child.says("was loaded again");
      socket.write("?\n");
      await hears(socket, "B 5\r\n");
      writeFileSync(file, script.replace("faces", "faecs"));
      await child.says("The devices stay as they were.");

      child.type("help\nclose\n");
      await print("push [FACE] MESSAGE");
      await print("desk/lines 1 closed");
      child.type("quit\n");
      expect((await child.ended).code).to.equal(0);
      socket.destroy();
    }));

  it("uses TLS and faults, and ends at Ctrl+C", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "desk.js");
      writeFileSync(file, script);
      const child = start(
        "src/cli/main.ts",
        ["simulate", file, "--tls", "--faults", "refuse=418", "--for", "5"],
        {},
        null,
      );
      await child.shows("desk/events wss://127.0.0.1:");
      const port = await portOf(child, "events");
      const socket = new WebSocket(`wss://127.0.0.1:${String(port)}/events`, { rejectUnauthorized: false });
      socket.on("error", () => undefined);
      const [, answer] = (await once(socket, "unexpected-response")) as [unknown, { statusCode: number }];
      expect(answer.statusCode).to.equal(418);
      socket.terminate();
      child.signal("SIGINT");
      expect((await child.ended).code).to.equal(0);
    }));

  it("does the lines of a pipe, which are there before the device is", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "desk.ts");
      writeFileSync(file, script);
      const lines = "set level 7\nget level\nquit\nget number\n";
      const { code, out, err } = await start("src/cli/main.ts", ["simulate", file], {}, lines).ended;
      expect([code, err]).to.deep.equal([0, ""]);
      expect(out.trimEnd().split("\n").slice(2)).to.deep.equal(["level = 7", "level = 7"]);
    }));

  it("says what is wrong with its script", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "wrong.ts");
      writeFileSync(file, "export default { level: 5 };\n");
      const { code, err } = await qaction("simulate", file);
      expect([code, err]).to.deep.equal([
        1,
        `${file} does not describe a device. Write: export default { faces: { events: { kind: "websocket" } } };\n`,
      ]);
      writeFileSync(file, "export default {\n  faces: {\n");
      expect(await failure(loadDeviceFile(file))).to.match(/wrong\.ts:\d+/);
      expect(await failure(loadDeviceFile(path.join(folder, "missing.ts")))).to.contain("missing.ts");
    }));

  it("says what is wrong with its arguments", async () => {
    const { code, err } = await qaction("simulate", "desk.ts", "--faults", "dorp");
    expect(code).to.equal(2);
    expect(err).to.contain("--faults: There is no fault 'dorp'. Did you mean 'drop'?");
  });
});
