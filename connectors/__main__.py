"""Run the gateway in one process: `python -m connectors`."""

from __future__ import annotations

import logging

import structlog

from casework.bootstrap import start
from connectors.app import create_app


def main() -> None:
    """Serve until told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    application = start()
    app = create_app(application)
    app.run(
        host=application.settings.host,
        port=application.settings.port,
        single_process=True,
        access_log=False,
        motd=False,
        debug=False,
    )


if __name__ == "__main__":
    main()
