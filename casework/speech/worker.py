"""The process beside the gateway that hears or speaks: `python -m casework.speech.worker hear FOLDER | speak`.

It runs in the environment of the speech and knows nothing of the product. A request is a line of JSON that names the
bytes after it; so is an answer. Sound and text pass through memory and pipes: nothing is written to a file or a log.
It ends with its input.
"""

from __future__ import annotations

import json
import os
import sys


def main(arguments: list[str]) -> None:
    """Load, say that it is ready, answer until the input ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between
    work = _work(arguments)
    _answer(answers, {"ready": True}, b"")
    while line := requests.readline():
        request = json.loads(line)
        body = requests.read(request["bytes"])
        try:
            found, out = work(request, body)
        except Exception as error:  # its words could hold what was said
            found, out = {"error": type(error).__name__}, b""
        _answer(answers, found, out)


def _work(arguments: list[str]):
    if arguments[0] == "hear":
        from casework.speech.recogniser import Recogniser

        return Recogniser(arguments[1]).take
    from casework.speech.voice import Voice

    return Voice().take


def _answer(answers, found: dict, body: bytes) -> None:
    answers.write(json.dumps(found | {"bytes": len(body)}).encode() + b"\n" + body)
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
