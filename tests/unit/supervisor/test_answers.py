"""Whether a process answers yet."""

from __future__ import annotations

import socket
import threading

from casework.supervisor.supervise import answers


def test_a_connection_that_gets_its_own_request_back_is_no_answer() -> None:
    """What happens on loopback when a port of the system's own range is asked before anybody listens there."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def echo() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(connection.recv(4096))

        thread = threading.Thread(target=echo)
        thread.start()
        assert answers(f"http://127.0.0.1:{server.getsockname()[1]}/readyz") is False
        thread.join()


def test_nobody_listening_is_no_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert answers(f"http://127.0.0.1:{taken.getsockname()[1]}/readyz") is False
