import { Element, loadProtocol, streamJsonLines, streamText } from "qaction-kit";
import { EventDevice } from "qaction-kit/testing";

await using device = await EventDevice.start();
const { protocol } = await loadProtocol("examples/websocket/plain/protocol.xml");
await using element = new Element(protocol, { host: device.url, scripts: "examples/websocket/plain" });
const first = element.when((event) => event.type === "parameter" && event.pid === 22);
const stop = element.stream.subscribe(({ direction }) => direction === "in" && console.log("something came")); // something came
await element.start();
await first;
stop();
const [message] = element.stream.find({ direction: "in", response: 1 });
console.log(message?.params, message?.qactions); // [ 10 ] [ 1, 2 ]
const text = streamText(element.stream.find({ response: 1 }), protocol);
console.log(text.split(" ")[0]); // >>
console.log(streamJsonLines(element.stream.find({ response: 1 })).includes('"response":1')); // true
