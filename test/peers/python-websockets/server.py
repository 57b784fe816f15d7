"""Echoes what comes, in frames of the same kind; "ping" is answered by a ping of its own, "bye" by close code 4000."""
import asyncio

import websockets


async def serve(socket, _path=None):
    async for message in socket:
        if message == "bye":
            await socket.close(4000, "bye")
            return
        if message == "ping":
            await (await socket.ping(b"are you there"))
        await socket.send(message)


async def main():
    async with websockets.serve(serve, "127.0.0.1", 0) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
