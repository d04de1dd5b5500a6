"""Files and papers over the whole gateway: what a worker, a caller with a link and a stranger get."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from pathlib import Path

import httpx
import pypdfium2
import pytest

from casework import bootstrap
from casework.services import upload_links
from casework.settings import Settings
from connectors.app import create_app
from tests.connectors.serving import serving
from tests.unit.services import file_samples as samples

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory, _migrated_sqlite: Path):
    """Settings, store and kit over an empty database; no engine answers."""
    var = tmp_path_factory.mktemp("var")
    shutil.copy(_migrated_sqlite, var / "casework.db")
    opened = bootstrap.start(Settings.load({"IEUM_VAR": str(var)}))
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def http(application):
    """A client of the running gateway."""
    with (
        serving(create_app(application, f"files_{uuid.uuid4().hex}")) as url,
        httpx.Client(base_url=url, timeout=30, trust_env=False) as client,
    ):
        yield client


class Worker:
    """One conversation over the API."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        made = http.post("/api/chat/conversations", json={}).json()
        self.id, self.headers = made["conversation"], {"Authorization": f"Bearer {made['token']}"}
        self.path = f"/api/chat/conversations/{self.id}"

    def attach(self, name: str, content: bytes, client_id: str | None = None) -> httpx.Response:
        data = {"client_id": client_id or str(uuid.uuid4())}
        return self.http.post(
            f"{self.path}/attachments", headers=self.headers, data=data, files={"file": (name, content)}
        )

    def get(self, where: str, **options) -> httpx.Response:
        return self.http.get(self.path + where, **({"headers": self.headers} | options))


@pytest.fixture
def worker(http) -> Worker:
    return Worker(http)


@pytest.fixture
def case(application, worker):
    """The worker's claim, handed in; its number."""
    with application.store.write() as uow:
        made = uow.cases.create("accident", f"{uuid.uuid4().int % 10**8:08d}", NOW)
        uow.conversations.get(worker.id).case_id = made.id
        for name, value in {"worker.name": "홍길동", "accident.story": "프레스에 손이 끼었어요"}.items():
            uow.fields.put(
                made, name, value=value, words=None, message_id=None, channel="web", now=NOW,
                sealed=application.kit.definition.fields[name].sealed,
            )  # fmt: skip
        uow.cases.set_receipt(made, f"261123-{uuid.uuid4().int % 10**5:05d}")
        uow.cases.set_state(made, "submitted", NOW)
        return made


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (samples.jpeg(), "image/jpeg"),
        (samples.HEIC, "image/jpeg"),
        (samples.pdf(), "application/pdf"),
        (samples.hwp(), "application/x-hwp"),
        (samples.hwpx(), "application/hwp+zip"),
    ],
)
def test_a_worker_sends_each_kind(worker, content, media_type):
    answer = worker.attach("a", content)

    assert answer.status_code == 201, answer.text
    assert answer.json()["type"] == media_type
    assert answer.json()["notice"] is None


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"MZ" + b"\x00" * 100, 415, "HWP"),
        (samples.pdf("secret"), 415, "비밀번호"),
        (samples.png_bomb(), 413, "너무 커지는"),
        (samples.jpeg() + samples.archive({"a.exe": b"MZ"}), 415, "섞여"),
        (samples.jpeg()[:500], 415, "망가졌거나"),
        (b"", 415, "빈 파일"),
        (samples.png() + b"\x00" * 10_600_000, 413, "10MB"),
    ],
)
def test_a_refusal_says_what_to_do(worker, content, status, words):
    answer = worker.attach("a", content)

    assert answer.status_code == status
    assert words in answer.json()["error"]["message"]


def test_a_name_that_is_a_path_is_none(worker):
    assert worker.attach("../../x.png", samples.png()).json()["name"] == "x.png"


def test_a_form_without_a_file_is_refused(worker):
    for options in ({"data": {"client_id": "x"}}, {"files": {"file": ("a", b"x")}}, {"json": {}}, {"content": b"\xff"}):
        answer = worker.http.post(f"{worker.path}/attachments", headers=worker.headers, **options)
        assert answer.status_code == 400, options


def test_nothing_that_was_sent_is_served_from_the_chat(http, worker):
    worker.attach("a.jpg", samples.jpeg())

    for path in (f"{worker.path}/attachments", f"{worker.path}/attachments/1", "/attachments/1"):
        assert http.get(path, headers=worker.headers).status_code in (404, 405)


@pytest.fixture
def link(application, case):
    with application.store.write() as uow:
        return upload_links.make(uow, NOW, uow.cases.get(case.id), "staff:kim")


def send(http, secret: str, content: bytes = samples.pdf(), client_id: str = "a") -> httpx.Response:
    headers = {"Authorization": f"Bearer {secret}"}
    return http.post("/api/attach", headers=headers, data={"client_id": client_id}, files={"file": ("a", content)})


def test_a_caller_sends_files_by_a_link_until_it_is_finished(http, application, worker, case, link):
    headers = {"Authorization": f"Bearer {link.secret}"}
    page = http.get(link.path)
    assert page.status_code == 200 and "사진·서류 보내기" in page.text
    assert page.headers["referrer-policy"] == "no-referrer" and "no-store" in page.headers["cache-control"]

    assert send(http, link.secret).status_code == send(http, link.secret).status_code == 201
    assert send(http, link.secret, samples.jpeg(), "b").status_code == 201
    assert send(http, link.secret, b"MZ", "c").status_code == 415
    assert http.get("/api/attach", headers=headers).json()["sent"] == 2
    assert http.post("/api/attach/done", headers=headers).json() == {"sent": 2}
    with application.store.read() as uow:
        assert len(uow.attachments.of_case(case.id)) == 2
    for answer in (send(http, link.secret), http.get("/api/attach", headers=headers)):
        assert answer.status_code == 410
        assert "새 링크" in answer.json()["error"]["message"]


def test_a_link_shows_nothing_of_the_case(http, case, link):
    shown = http.get(link.path).text + http.get("/api/attach", headers={"Authorization": f"Bearer {link.secret}"}).text

    assert not any(word in shown for word in ("홍길동", case.number, case.receipt_number, "프레스"))
    assert http.get("/attach/whatever").text == http.get(link.path).text


def test_a_worker_s_token_is_no_link_and_a_link_no_token(http, worker, link):
    assert send(http, worker.headers["Authorization"].split()[1]).status_code == 410
    assert worker.get("/summary", headers={"Authorization": f"Bearer {link.secret}"}).status_code == 404
    assert http.get("/api/attach").status_code == 401


def test_a_worker_gets_the_receipt_and_the_forms(worker, case):
    papers = worker.get("/papers").json()["papers"]
    assert [one["name"] for one in papers] == ["receipt", "medical_care", "sick_leave"]

    for one in papers:
        answer = worker.get(f"/papers/{one['name']}")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith("attachment;")
        text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
        assert case.receipt_number in text and "홍길동" in text


def test_papers_are_only_the_worker_s_own(http, worker, case):
    stranger = Worker(http)

    for name in ("receipt", "medical_care"):
        assert worker.get(f"/papers/{name}", headers=stranger.headers).status_code == 404
        assert worker.get(f"/papers/{name}", headers={}).status_code == 401
    assert worker.get("/papers/survivors").status_code == worker.get("/papers/..%2Fx").status_code == 404
    assert stranger.get("/papers").json() == {"papers": []}
    assert stranger.get("/papers/receipt").status_code == 404
