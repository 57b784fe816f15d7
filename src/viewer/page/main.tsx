/** Starts the page: the viewer behind its address is the source of what it shows. */
import { render } from "preact";
import { App } from "./app.tsx";
import { LiveSource } from "./live-source.ts";
import { Store } from "./store.ts";

const socket = new URL("socket", location.href);
socket.protocol = "ws:";
socket.hash = "";
const store = new Store(new LiveSource(socket.href));
const root = document.getElementById("app");
if (root !== null) render(<App store={store} />, root);
store.start();
