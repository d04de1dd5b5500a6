"""What of a file is taken, what is refused and why, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import unicodedata
from io import BytesIO

import pytest
from PIL import Image

from casework.services import files
from casework.services.files import UNSCANNED_TOO_LONG
from tests.unit.services import file_samples as samples

INFECTED = files.Verdict("infected", "Eicar-Test-Signature")
AWAY, CLEAN = files.Verdict("waiting"), files.Verdict("clean")


@pytest.mark.parametrize(
    ("name", "content", "media_type", "shown"),
    [
        ("다친 손.jpg", samples.jpeg(), "image/jpeg", "다친 손.jpg"),
        ("화면.png", samples.png(), "image/png", "화면.png"),
        ("IMG_0001.HEIC", samples.HEIC, "image/jpeg", "IMG_0001.jpg"),
        ("a.webp", samples.webp(), "image/jpeg", "a.jpg"),
        ("a.avif", samples.avif(), "image/jpeg", "a.jpg"),
        ("진단서.pdf", samples.pdf(), "application/pdf", "진단서.pdf"),
        ("증명서.pdf", samples.pdf("owner", owner_only=True), "application/pdf", "증명서.pdf"),
        ("경위서.hwp", samples.hwp(), "application/x-hwp", "경위서.hwp"),
        ("경위서.hwpx", samples.hwpx(), "application/hwp+zip", "경위서.hwpx"),
        (
            "계약서.docx",
            samples.docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "계약서.docx",
        ),
    ],
)
def test_each_kind_is_known_by_its_content(name, content, media_type, shown):
    taken = files.inspect(name, content)

    assert (taken.media_type, taken.name) == (media_type, shown)
    assert (taken.thumbnail is not None) == media_type.startswith("image/")
    assert files.inspect("x", content).media_type == media_type


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "file_empty"),
        (b"x" * (files.LARGEST + 1), "file_too_large"),
        (b"MZ" + b"\x00" * 200, "file_kind"),
        (b"#!/bin/sh\nrm -rf /", "file_kind"),
        (b"<html><script>alert(1)</script></html>", "file_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file_kind"),
        (b"GIF89a" + b"\x00" * 100, "file_kind"),
        (samples.archive({"run.exe": b"MZ"}), "file_kind"),
        (samples.compound({"WordDocument": b"an old .doc"}), "file_kind"),
        (samples.hwp(header=b"Something else"), "file_kind"),
        (samples.jpeg()[:700], "file_broken"),
        (samples.png()[:200], "file_broken"),
        (samples.HEIC[:400], "file_broken"),
        (samples.pdf()[:60], "file_broken"),
        (b"%PDF-1.7\n" + b"\xff" * 500, "file_broken"),
        (samples.docx()[:-30], "file_broken"),
        (samples.hwp()[:2000], "file_broken"),
        (samples.pdf("secret"), "file_locked"),
        (samples.hwp(flags=3), "file_locked"),
        (samples.docx(**{"word/vbaProject.bin": b"macro"}), "file_macro"),
        (samples.png_bomb(), "file_bomb"),
        (samples.docx(**{"word/document2.xml": b"\x00" * 110_000_000}), "file_bomb"),
        (samples.shared_bytes(), "file_bomb"),
        (samples.hwp(body=b"\x00" * 110_000_000), "file_bomb"),
        (samples.jpeg() + samples.archive({"run.exe": b"MZ"}), "file_mixed"),
        (samples.pdf() + samples.archive({"run.exe": b"MZ"}), "file_mixed"),
        (samples.docx() + b"<script>", "file_mixed"),
        (samples.hwp() + samples.archive({"run.exe": b"MZ"}), "file_mixed"),
        (samples.png()[:8] + b"\x00\x00\x00\x09tEXt%PDF-1.7\x00" + samples.png()[8:], "file_mixed"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_its_reason(content, problem, words):
    with pytest.raises(files.BadFile) as refused:
        files.inspect("진단서.pdf", content)

    assert refused.value.problem == problem
    assert words.render(f"utter_error_{problem}").endswith("주세요.")


@pytest.mark.parametrize("content", [samples.jpeg(), samples.png(), samples.webp(), samples.avif(), samples.HEIC])
def test_a_photograph_keeps_neither_place_nor_device(content):
    assert b"Phonemaker" in content
    taken = files.inspect("a", content)

    for kept in (taken.content, taken.thumbnail):
        assert b"Phonemaker" not in kept and b"taken by me" not in kept and b"Exif" not in kept
        with Image.open(BytesIO(kept)) as image:
            assert dict(image.getexif()) == {}


def test_a_photograph_is_turned_upright_and_has_a_small_copy():
    taken = files.inspect("a.jpg", samples.jpeg(orientation=6))  # the phone was held sideways

    with Image.open(BytesIO(taken.content)) as image:
        assert image.size == (480, 640)
        red, grey = image.getpixel((470, 10)), image.getpixel((10, 10))
        assert red[1] < 80 and grey[1] > 180  # the corner was top left, and is top right now
    with Image.open(BytesIO(taken.thumbnail)) as small:
        assert max(small.size) <= 240


def test_a_motion_photo_with_its_film_behind_it_is_a_photograph():
    """Some phones hang a film behind the picture; the picture is taken, the film is not."""
    taken = files.inspect("a.jpg", samples.jpeg() + b"\x00\x00\x00\x18ftypmp42" + b"\x01" * 5000)

    assert b"ftypmp42" not in taken.content


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc_passwd.pdf"),
        ("x\u202efdp.exe", "x_fdp.exe.pdf"),
        ("홍길동 640512-1234567 진단서.pdf", "홍길동 _ 진단서.pdf"),
        ("010-1234-5678.pdf", "file.pdf"),
        (unicodedata.normalize("NFD", "진단서.pdf"), "진단서.pdf"),
        ("KakaoTalk_20261123_101530123.pdf", "KakaoTalk_20261123_101530123.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("가" * 300 + ".pdf", "가" * 120 + ".pdf"),
    ],
)
def test_a_files_name_is_harmless_and_holds_no_identifier(name, shown):
    assert files.inspect(name, samples.pdf()).name == shown


@pytest.fixture
def send(store, whole_kit, now, talk):
    """Attach a small PDF with this verdict; gives the row."""

    def attach(verdict: files.Verdict, client_id: str = "f1"):
        file = files.inspect("진단서.pdf", samples.pdf(), lambda content: verdict)
        with store.write() as uow:
            return files.attach(uow, whole_kit, now, talk.id, client_id, file)

    return attach


def said(store, conversation) -> list[str]:
    with store.read() as uow:
        return [m.text for m in uow.messages.after(conversation, 0) if m.sender in ("bot", "system")]


def test_a_file_is_stored_sealed_and_once(store, talk, send, count_rows):
    first = send(CLEAN)

    assert send(CLEAN).id == first.id
    assert count_rows("attachments") == 1
    with store.read() as uow:
        row = uow.attachments.get(first.id)
        assert b"%PDF" not in row.content_sealed
        assert uow.attachments.content_of(row).startswith(b"%PDF")
        assert row.state == "clean"
    assert sum("잘 받았어요" in text for text in said(store, talk.id)) == 1


def test_every_file_is_kept_in_the_claim(store, whole_kit, now, talk):
    talk.say("어제 공장에서 프레스에 검지가 끼었어요", "report.accident")
    for name in ("진단서.pdf", "근로계약서.pdf"):
        with store.write() as uow:
            files.attach(uow, whole_kit, now, talk.id, name, files.inspect(name, samples.pdf(), lambda content: CLEAN))

    assert talk.fields()["attachments"] == ["진단서.pdf", "근로계약서.pdf"]


def test_an_infected_file_is_kept_apart_and_a_person_is_called(store, talk, send):
    stored = send(INFECTED)

    assert (stored.state, stored.verdict) == ("infected", "Eicar-Test-Signature")
    assert any("바이러스" in text for text in said(store, talk.id))
    with store.read() as uow:
        assert uow.handoffs.open_for(talk.id).reason == "file_infected"


def test_where_the_scanner_is_away_the_file_waits_and_passes_later(store, whole_kit, talk, send, now):
    stored = send(AWAY)

    assert stored.state == "waiting"
    assert any("살펴본 뒤에" in text for text in said(store, talk.id))
    with store.write() as uow:
        assert files.held(uow) == [stored.id]
        files.judge(uow, whole_kit, now, stored.id, AWAY)
        assert files.held(uow) == [stored.id]
        files.judge(uow, whole_kit, now, stored.id, CLEAN)
        assert files.held(uow) == []
        assert uow.handoffs.open_for(talk.id) is None


def test_what_was_found_later_is_told_too(store, whole_kit, talk, send, now):
    stored = send(AWAY)
    with store.write() as uow:
        files.judge(uow, whole_kit, now, stored.id, INFECTED)
        files.judge(uow, whole_kit, now, stored.id, INFECTED)

    assert sum("바이러스" in text for text in said(store, talk.id)) == 1
    with store.read() as uow:
        assert uow.handoffs.open_for(talk.id).reason == "file_infected"


def test_a_scanner_that_stays_away_is_a_matter_for_a_person_once(store, whole_kit, talk, send, now):
    send(AWAY)
    with store.write() as uow:
        assert files.tell_overdue(uow, whole_kit, now) == 0
        assert files.tell_overdue(uow, whole_kit, now + dt.timedelta(minutes=16)) == 1
        assert files.tell_overdue(uow, whole_kit, now + dt.timedelta(minutes=17)) == 0
        assert uow.handoffs.open_for(talk.id).reason == UNSCANNED_TOO_LONG
