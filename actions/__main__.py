"""Run the action server in one process: `python -m actions`.

The SDK's own start puts a manager beside the process that works. Where that
process is killed the manager lives on, holds the port and serves nothing, and
nobody starts it again. Here the process that works is the one that is watched.
"""

from __future__ import annotations

import logging

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.base import application


def main() -> None:
    """Serve on loopback until told to stop. The application is opened first: no turn waits for it."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    port = application().settings.actions_port
    executor = ActionExecutor()
    executor.register_package("actions")
    app = create_app(executor)
    app.run(host="127.0.0.1", port=port, single_process=True, access_log=False, motd=False, debug=False)


if __name__ == "__main__":
    main()
