"""The contract with Twilio: signed form posts, TwiML back. Parameters as its documentation names them."""

from __future__ import annotations

import xml.etree.ElementTree as xml

import httpx
import pytest
from twilio.request_validator import RequestValidator

from connectors.phone import protocol, twilio
from tests.connectors.phone.conftest import OPEN, TOKEN

SID = "CA1234567890abcdef1234567890abcdef"
COMMON = {
    "CallSid": SID, "AccountSid": "AC0", "From": "+821012345678", "To": "+8215880075", "CallStatus": "in-progress",
    "ApiVersion": "2010-04-01", "Direction": "inbound",
}  # fmt: skip


@pytest.fixture
def post(telephone):
    """POST as Twilio does, signed with the token."""

    def send(path: str, token: str = TOKEN, **form: str) -> httpx.Response:
        url, body = telephone.url + path, COMMON | form
        signature = RequestValidator(token).compute_signature(url, body)
        return httpx.post(url, data=body, headers={"X-Twilio-Signature": signature}, timeout=20)

    return send


def parsed(answer: httpx.Response) -> xml.Element:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/xml")
    return xml.fromstring(answer.text)


def test_a_call(telephone, post) -> None:
    document = parsed(post("/api/phone/twilio/voice", CallStatus="ringing"))
    assert [child.tag for child in document] == ["Say", "Gather"]
    gather = document.find("Gather")
    assert gather.get("input") == "dtmf speech" and gather.get("language") == "ko-KR"
    assert gather.get("actionOnEmptyResult") == "true" and gather.find("Say").get("language") == "ko-KR"
    told = {"SpeechResult": "어제 오후 3시에 프레스에 오른손 검지가 끼었어요", "Confidence": "0.9"}
    document = parsed(post(gather.get("action"), **told))
    document = parsed(post(document.find("Gather").get("action")))
    gather = document.find("Gather")
    assert gather.get("input") == "dtmf" and gather.get("numDigits") == "8" and gather.get("finishOnKey") == "#"
    document = parsed(post(gather.get("action"), Digits="19790808"))
    assert document.find("Gather").get("numDigits") == "1"
    assert post("/api/phone/twilio/status", CallStatus="completed", CallDuration="80").status_code == 204
    assert telephone.row(SID, "twilio").end_reason == "completed"


def test_only_what_twilio_signed_is_taken(telephone, post) -> None:
    assert post("/api/phone/twilio/voice", token="another").status_code == 403
    assert httpx.post(telephone.url + "/api/phone/twilio/voice", data=COMMON).status_code == 403
    object.__setattr__(telephone.app.ctx.settings, "twilio_token", None)
    assert post("/api/phone/twilio/voice").status_code == 403


def test_behind_a_proxy_the_public_address_is_what_was_signed(telephone) -> None:
    object.__setattr__(telephone.app.ctx.settings, "public_url", "https://sanjae.example")
    signature = RequestValidator(TOKEN).compute_signature("https://sanjae.example/api/phone/twilio/voice", COMMON)
    headers = {"X-Twilio-Signature": signature}
    answer = httpx.post(telephone.url + "/api/phone/twilio/voice", data=COMMON, headers=headers, timeout=20)
    assert answer.status_code == 200


def test_a_transfer_is_a_dial(telephone, agent, post) -> None:
    telephone.at(OPEN)
    gather = parsed(post("/api/phone/twilio/voice")).find("Gather")
    dial = parsed(post(gather.get("action"), Digits="0")).find("Dial")
    assert dial.find("Number").text == "02-000-0000" and dial.get("timeout") == "30"
    document = parsed(post(dial.get("action"), DialCallStatus="busy", DialCallSid="CA2"))
    assert document.find("Gather") is not None


def test_every_command_has_its_markup() -> None:
    commands = [
        protocol.say("A & B <c>", barge_in=False),
        protocol.play("https://sanjae.example/a.wav"),
        protocol.send_text("문자"),
        protocol.transfer("sip:counsel@pbx.example"),
        protocol.proceed(),
        protocol.hang_up("done"),
    ]
    document = xml.fromstring(str(twilio.twiml(commands, "/next")))
    assert [child.tag for child in document] == ["Say", "Play", "Dial", "Redirect", "Hangup"]
    assert document.find("Dial/Sip").text == "sip:counsel@pbx.example"


def test_a_confidence_of_nothing_is_none() -> None:
    event = twilio.happened({"SpeechResult": "네", "Confidence": "0.0"}, "1")
    assert event.hypotheses[0].confidence is None
