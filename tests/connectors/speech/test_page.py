"""The page in a real browser: with the real recogniser and voice through a made-up microphone, and by keyboard alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from casework.korean import spoken
from casework.settings import ROOT
from casework.speech import audio
from casework.speech.engine import Speech
from eval.bench.speech import at_16_khz
from tests.connectors.speech.conftest import ScriptedSpeech, gateway
from tests.e2e import browser as hands
from tests.unit.speech.needed import need_speech

STORY = "오늘 아침 출근길에 빙판에서 미끄러져 넘어졌어요"
HALF_A_SECOND = b"\0\0" * (audio.RATE // 2)


@pytest.fixture(autouse=True)
def chromium() -> None:
    if hands.chromium() is None:
        pytest.skip("no chromium on the path")


def opened(playwright, microphone: Path | None = None):
    """A browser whose microphone plays a file, once."""
    arguments = [*hands.ARGUMENTS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                 "--autoplay-policy=no-user-gesture-required"]  # fmt: skip
    if microphone:
        arguments.append(f"--use-file-for-fake-audio-capture={microphone}%noloop")
    return playwright.chromium.launch(executable_path=hands.chromium(), args=arguments)


async def recorded(*texts: str) -> bytes:
    """Samples of sentences, each said after the other."""
    speech = Speech(ROOT)
    try:
        return b"".join([at_16_khz(await speech.speak(spoken.ssml(text))) for text in texts])
    finally:
        await speech.stop()


def test_a_worker_tells_a_story_into_the_microphone(tmp_path: Path, _migrated_sqlite: Path, words) -> None:
    need_speech()
    # The made-up microphone begins when it is opened: the story comes a little after notice and greeting have ended.
    before = asyncio.run(recorded(words.render("utter_phone_notice"), words.render("utter_greeting_phone")))
    quiet = HALF_A_SECOND * int(2 * audio.seconds(before) + 5)
    microphone = tmp_path / "microphone.wav"
    microphone.write_bytes(audio.wav(quiet + asyncio.run(recorded(STORY)) + HALF_A_SECOND * 60, audio.RATE))
    with gateway(tmp_path, _migrated_sqlite, IEUM_SPEECH_TRIAL="1") as trial, sync_playwright() as playwright:
        browser = opened(playwright, microphone)
        page = hands.person(browser, base_url=trial.url).new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
        page.goto("/call-me")
        page.get_by_role("button", name="통화 시작하기").click()
        log = page.get_by_role("log", name="주고받은 말")
        expect(log).to_contain_text("자동으로 답하는 상담 전화")
        expect(page.get_by_role("status")).to_have_text("듣고 있어요. 말씀하세요")
        # What a recogniser makes of a robot's voice is measured elsewhere: here the sound has to get there and back.
        expect(log.get_by_text("나: ").first).to_be_visible()
        expect(page.get_by_role("status")).to_have_text("산재이음이 말하고 있어요")
        assert log.locator(".line-bot").count() >= 3
        hands.shoot(page, "call-me")
        page.get_by_role("button", name="끊기").click()
        expect(page.get_by_role("status")).to_have_text("통화가 끝났어요.")
        assert troubles == []
        browser.close()


def test_it_can_be_called_by_keyboard_alone(tmp_path: Path, _migrated_sqlite: Path) -> None:
    speech = ScriptedSpeech()
    with gateway(tmp_path, _migrated_sqlite, speech, IEUM_SPEECH_TRIAL="1") as trial, sync_playwright() as playwright:
        browser = opened(playwright)
        page = hands.person(browser, base_url=trial.url, viewport=hands.NARROW).new_page()
        page.goto("/call-me")
        assert page.get_by_text("시험용", exact=True).is_visible()
        assert page.get_by_text("목소리는 글로 옮긴 다음 바로 지워요.").is_visible()
        assert hands.overflow(page) <= 0
        hands.shoot(page, "call-me-before")
        begin = page.get_by_role("button", name="통화 시작하기")
        for _ in range(10):
            page.keyboard.press("Tab")
            if begin.evaluate("node => node === document.activeElement"):
                break
        page.keyboard.press("Enter")
        log = page.get_by_role("log", name="주고받은 말")
        expect(page.get_by_role("button", name="끊기")).to_be_focused()
        page.keyboard.press("9")  # go on with a draft: eight digits are asked for
        expect(log).to_contain_text("나: 9")
        expect(page.get_by_role("status")).to_have_text("번호판으로 눌러 주세요")
        for key in "12345678":
            page.keyboard.press(key)
        expect(log).to_contain_text("번호 8자리")
        assert "12345678" not in page.locator("body").inner_text()
        assert hands.overflow(page) <= 0
        page.get_by_role("button", name="우물 정자").focus()
        page.get_by_role("button", name="끊기").press("Enter")
        expect(page.get_by_role("status")).to_have_text("통화가 끝났어요.")
        expect(page.get_by_role("button", name="다시 통화하기")).to_be_visible()
        browser.close()


def test_a_browser_without_a_microphone_is_told_what_to_do(tmp_path: Path, _migrated_sqlite: Path) -> None:
    speech = ScriptedSpeech()
    with gateway(tmp_path, _migrated_sqlite, speech, IEUM_SPEECH_TRIAL="1") as trial, sync_playwright() as playwright:
        browser = hands.launch(playwright)  # no fake device, and nobody to allow it
        page = hands.person(browser, base_url=trial.url).new_page()
        page.goto("/call-me")
        page.get_by_role("button", name="통화 시작하기").click()
        expect(page.get_by_role("status")).to_contain_text("마이크를 쓸 수 없어요")
        expect(page.get_by_role("button", name="통화 시작하기")).to_be_enabled()
        browser.close()


def test_the_page_that_says_how_to_get_it(tmp_path: Path, _migrated_sqlite: Path) -> None:
    with gateway(tmp_path, _migrated_sqlite, ScriptedSpeech(there=False)) as trial, sync_playwright() as playwright:
        browser = hands.launch(playwright)
        page = hands.person(browser, base_url=trial.url, viewport=hands.NARROW).new_page()
        page.goto("/call-me")
        expect(page.get_by_text("make speech")).to_be_visible()
        assert hands.overflow(page) <= 0
        hands.shoot(page, "call-me-absent")
        browser.close()
