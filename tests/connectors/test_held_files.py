"""A scanner that is away and comes back, over the whole gateway."""

from __future__ import annotations

import asyncio
import shutil
import socketserver
import threading
import uuid
from pathlib import Path

import httpx

from casework import bootstrap
from casework.settings import Settings
from connectors import uploads
from connectors.app import create_app
from tests.connectors.serving import serving
from tests.unit.services import file_samples as samples
from tests.unit.services.test_scanning import Daemon


def test_a_file_waits_for_the_scanner_and_passes_when_it_is_back(tmp_path: Path, _migrated_sqlite: Path) -> None:
    shutil.copy(_migrated_sqlite, tmp_path / "casework.db")
    socket = tmp_path / "clamd.sock"
    application = bootstrap.start(Settings.load({"IEUM_VAR": str(tmp_path), "IEUM_CLAMD": f"unix:{socket}"}))
    app = create_app(application, f"held_{uuid.uuid4().hex}")
    with serving(app) as url, httpx.Client(base_url=url, timeout=30, trust_env=False) as http:
        made = http.post("/api/chat/conversations", json={}).json()
        headers = {"Authorization": f"Bearer {made['token']}"}
        answer = http.post(
            f"/api/chat/conversations/{made['conversation']}/attachments",
            headers=headers,
            data={"client_id": "a"},
            files={"file": ("진단서.pdf", samples.pdf())},
        ).json()
        assert answer["state"] == "waiting"
        assert "다시 보내지 않으셔도 돼요" in answer["notice"]

        def rescan() -> int:
            return asyncio.run_coroutine_threadsafe(uploads.scan_held(app.ctx), app.ctx.loop).result(30)

        assert rescan() == 0
        with socketserver.ThreadingUnixStreamServer(str(socket), Daemon) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            assert rescan() == 1
            server.shutdown()
        with application.store.read() as uow:
            (file,) = uow.attachments.of_conversation(made["conversation"])
            assert file.state == "clean" and file.scanned_at is not None
    application.store.close()
