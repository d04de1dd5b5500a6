"""A Sanic application on a real port for one test, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sanic import Sanic

Sanic.test_mode = True  # several applications in one process


@contextmanager
def serving(app: Sanic, begin: Callable[[asyncio.AbstractEventLoop], None] = lambda loop: None) -> Iterator[str]:
    """The address of `app`; `begin` is called in its loop before it takes requests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ready, stop = threading.Event(), threading.Event()
    failure: list[Exception] = []

    async def serve() -> None:
        begin(asyncio.get_running_loop())
        running = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True, access_log=False)
        await running.startup()
        await running.before_start()
        await running.start_serving()
        ready.set()
        await asyncio.to_thread(stop.wait)
        running.close()
        await running.wait_closed()

    def run() -> None:
        try:
            asyncio.run(serve())
        except Exception as error:  # told to the test, which would wait for nothing otherwise
            failure.append(error)
            ready.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20)
    if failure:
        raise failure[0]
    yield f"http://127.0.0.1:{port}"
    stop.set()
    thread.join(10)
