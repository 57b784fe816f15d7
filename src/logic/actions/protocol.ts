/** Actions on the protocol: pauses, connections and their locks, files, columns. */
import { sleep } from "../../base/clock.ts";
import { andThen, type MaybePromise } from "../../base/maybe-promise.ts";
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { ActionTable, ActionWork, SingleAction } from "./action.ts";
import { connectionOf, operand } from "./attributes.ts";
import { createElement, wmi } from "./unsupported.ts";
import { merge } from "./merge.ts";
import { readFile } from "./read-file.ts";
import { swapColumn } from "./swap-column.ts";

/** Shortest and default pause in ms (`LogicActionSleep`). */
const shortestSleep = 15;
const defaultSleep = 5000;

function pause(work: ActionWork): MaybePromise<boolean> {
  const ms = operand(work, defaultSleep);
  if (ms === undefined) return work.fail("its value is not a number of milliseconds");
  return andThen(sleep(work.engine.clock, Math.max(shortestSleep, ms)), () => true);
}

/** Opening and closing is for serial connections; a WebSocket obeys when `webSocketOpenClose` says so. */
function onConnection(page: string, act: (work: ActionWork, connection: number) => void): SingleAction {
  return {
    once: (work) => {
      const id = connectionOf(work);
      const definition = work.engine.protocol.connections.find((connection) => connection.id === id);
      if (definition === undefined) return work.fail(`there is no connection ${String(id)}`);
      const { openAndClose, name } = kindOf(definition);
      const obeys =
        openAndClose === "webSocketOpenClose" ? work.engine.options.webSocketOpenClose : openAndClose;
      if (obeys !== "act") return work.unsupported(`connection ${String(id)} is ${name}, not serial`, page);
      act(work, id);
      return true;
    },
  };
}

function onLock(act: (work: ActionWork, connection: number) => void): SingleAction {
  return {
    once: (work) => {
      act(work, connectionOf(work));
      return true;
    },
  };
}

const unlock = onLock((work, connection) => {
  work.engine.locks.unlock(connection);
});

export const protocolActions: ActionTable = {
  close: onConnection("LogicActionClose", (work, connection) => {
    const { typeId } = work.action;
    const client = typeId === undefined ? undefined : work.engine.parameters.text(typeId);
    work.engine.host.connections.close(connection, client);
  }),
  "create element": createElement,
  lock: onLock((work, connection) => {
    work.engine.locks.lock(connection, "lock");
  }),
  merge,
  open: onConnection("LogicActionOpen", (work, connection) => {
    work.engine.host.connections.open(connection);
  }),
  "priority lock": onLock((work, connection) => {
    work.engine.locks.lock(connection, "priority lock");
  }),
  "priority unlock": unlock,
  "read file": readFile,
  sleep: { once: pause },
  "stop current group": {
    once: (work) => {
      work.engine.threads.stopCurrentGroup();
      return true;
    },
  },
  "swap column": swapColumn,
  unlock,
  wmi,
};
