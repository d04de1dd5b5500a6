"""The written answers: complete, cited, free of typed numbers, honest about what is not verified."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from casework.answers import PLACEHOLDER, AnswerError, Answers, UnknownTopic, render, response_key
from casework.domain.figures import UnknownParameter
from casework.parameters import Parameters, load

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "bot" / "domain" / "responses" / "answers"
TODAY = date(2026, 11, 23)
NEEDS_CHECKING = "확인 필요"


def answer_topics() -> list[str]:
    topics = yaml.safe_load((ROOT / "bot" / "topics.yml").read_text(encoding="utf-8"))["topics"]
    return [topic["id"] for topic in topics if topic["kind"] == "answer"]


def written() -> dict[str, dict]:
    found: dict[str, dict] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for key, variants in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            assert key not in found, f"{key} is defined twice"
            assert len(variants) == 1, key
            found[key] = variants[0]
    return found


WRITTEN = written()
TOPICS = answer_topics()


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    return load(ROOT / "params")


@pytest.fixture(scope="module")
def answers(parameters) -> Answers:
    return Answers(FOLDER, parameters)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text.strip()) if part]


# ── every answer ─────────────────────────────────────────────────────


def test_every_answer_topic_has_one_response_and_there_is_no_other(answers):
    assert sorted(answers.topics()) == sorted(TOPICS)
    assert {response_key(topic) for topic in TOPICS} == {key for key in WRITTEN if "unverified" not in key}


@pytest.mark.parametrize("topic", TOPICS)
def test_an_answer_cites_law_and_article(answers, topic):
    citations = answers.get(topic, TODAY).citations
    assert citations
    for citation in citations:
        assert citation["law"] and citation["article"]
        assert citation["in_force"] is None or date.fromisoformat(citation["in_force"]) <= TODAY
    if topic != "service.hours":
        assert any("제" in citation["article"] for citation in citations)


@pytest.mark.parametrize("topic", TOPICS)
def test_an_answer_types_no_digit_itself(topic):
    response = WRITTEN[response_key(topic)]
    told = f"{response['text']} {response['metadata'].get('more') or ''}"
    assert not re.search(r"\d", PLACEHOLDER.sub("", told))


@pytest.mark.parametrize("topic", TOPICS)
def test_an_answer_is_at_most_five_polite_sentences(topic):
    response = WRITTEN[response_key(topic)]
    assert 1 <= len(sentences(response["text"])) <= 5
    for sentence in sentences(f"{response['text']} {response['metadata'].get('more') or ''}"):
        assert re.search(r"(요|세요|까요)[.?]$", sentence), sentence


@pytest.mark.parametrize("topic", TOPICS)
def test_every_placeholder_has_a_value_today(answers, parameters, topic):
    for id in answers.figures(topic):
        if id != "sick-leave.platform-minimum-daily":  # an amount nobody knows for this year
            parameters.on(id, TODAY)
    answer = answers.get(topic, TODAY)
    assert "{" not in f"{answer.text}{answer.more}"


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("on", [TODAY, date(2019, 1, 1), date(2027, 6, 1)])
def test_what_is_not_verified_is_said_and_a_person_is_offered(answers, parameters, topic, on):
    answer = answers.get(topic, on)
    told = f"{answer.text} {answer.more or ''}"
    assert answer.verified == (not answer.unverified)
    for id in answer.unverified:
        assert parameters.describe(id) in told
    assert ("상담원이나 담당자에게 연결" in told) == bool(answer.unverified)
    assert (NEEDS_CHECKING in told) == bool(answer.unverified)


@pytest.mark.parametrize("topic", TOPICS)
def test_an_answer_never_predicts(topic):
    response = WRITTEN[response_key(topic)]
    told = f"{response['text']} {response['metadata'].get('more') or ''}"
    for phrase in ("반드시 인정", "무조건", "승인될 거예요", "승인됩니다", "산재가 아니에요", "받을 수 있을 거예요"):
        assert phrase not in told


# ── beliefs that are often wrong ─────────────────────────────────────


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("sick-leave.amount", "3일을 넘으면 첫날부터"),
        ("apply.employer-refuses", "도장이나 확인 없이"),
        ("apply.uninsured", "근로자는 산재를 신청할 수 있어요"),
        ("apply.after-quit", "퇴직해도 없어지지 않아요"),
        ("dispute.rejected", "행정심판은 낼 수 없"),
        ("rehab.return", "근로자가 아니라"),
        ("eligible.foreign", "장담해 드릴 수 없어요"),
        ("funeral.benefit", "최고와 최저 한도가 있어서"),
        ("survivor.amount", "전부를 일시금으로 받을 수는 없고"),
        ("apply.agent", "2027년 3월 30일부터"),
    ],
)
def test_a_common_wrong_belief_is_corrected(answers, topic, said):
    answer = answers.get(topic, TODAY)
    assert said in f"{answer.text} {answer.more}"


@pytest.mark.parametrize("topic", ["disease.mental", "eligible.fault", "rehab.psych", "survivor.claim"])
def test_an_answer_near_suicide_gives_the_crisis_number(answers, topic):
    answer = answers.get(topic, TODAY)
    assert "109번" in f"{answer.text} {answer.more}"


def test_an_amount_for_the_low_income_band_is_never_told(answers):
    answer = answers.get("sick-leave.floor", TODAY)
    assert NEEDS_CHECKING in answer.text
    assert "66,048" not in answer.text
    assert not answer.verified


# ── filling and degrading ────────────────────────────────────────────


def test_amounts_are_written_with_commas_and_rates_as_percent(answers):
    assert "82,560원" in answers.get("rehab.training", TODAY).more
    assert "70%예요" in answers.get("sick-leave.amount", TODAY).text
    assert "0.73이에요" in answers.get("wage.daily", TODAY).text


def test_a_rate_with_a_fraction_of_a_percent_keeps_it(parameters):
    assert render(parameters.on("disability.aggravation-lump-rate", TODAY)) == "22.2"
    assert render(parameters.on("survivor.lump-days", TODAY)) == "1,300"


def test_the_highest_base_amount_is_told_this_year_and_withheld_next_year(answers):
    this_year = answers.get("wage.limits", date(2026, 12, 31))
    assert "268,299원이고" in this_year.text
    next_year = answers.get("wage.limits", date(2027, 1, 1))
    assert "268,299" not in f"{next_year.text} {next_year.more}"
    assert f"{NEEDS_CHECKING}해요" in next_year.text
    assert {"wage.max-daily", "wage.min-daily"} <= set(next_year.unverified)
    assert not next_year.verified


def test_an_unverified_amount_is_not_shown_but_named(answers):
    answer = answers.get("funeral.benefit", TODAY)
    assert "19,279,760" not in answer.text and "13,943,000" not in answer.text
    assert "장례비 최고 금액, 장례비 최저 금액, 이것은 아직 확인 필요해요." in answer.text
    assert answer.unverified == ["funeral.max", "funeral.min"]
    assert answers.get("funeral.benefit", date(2024, 5, 1)).verified


def test_the_participation_rule_carries_the_day_it_began(answers):
    assert "2026년 7월 1일부터" in answers.get("apply.employer-refuses", TODAY).more


def test_a_version_of_the_law_that_came_later_is_not_cited_as_in_force(answers):
    def in_force(on: date) -> str | None:
        return answers.get("sick-leave.amount", on).citations[0]["in_force"]

    assert in_force(date(2026, 6, 30)) is None
    assert in_force(date(2026, 7, 1)) == "2026-07-01"


# ── errors ───────────────────────────────────────────────────────────

HELPERS = """\
version: "3.1"
responses:
  utter_answer_unverified:
  - text: "아직 확인 필요해요: {things}."
"""
ONE = """\
version: "3.1"
responses:
  utter_answer_sample_one:
  - text: 한도가 있어요. 하루 {figure:wage.max-daily}원을 넘지 않아요. 그 안에서 계산해요.
    metadata:
      topic: sample.one
      citations: [{law: 산재보험법, article: 제36조, in_force: 2026-07-01}]
"""


def written_in(folder: Path, **files: str) -> Path:
    for name, text in {"helpers": HELPERS, **files}.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def test_an_unknown_topic_is_named(answers):
    with pytest.raises(UnknownTopic, match="weather.today"):
        answers.get("weather.today", TODAY)
    assert isinstance(UnknownTopic("x"), KeyError)


def test_a_sentence_with_an_unknown_figure_is_left_out_and_what_it_was_about_is_said(tmp_path, parameters):
    answers = Answers(written_in(tmp_path, one=ONE), parameters)
    this_year, next_year = answers.get("sample.one", TODAY), answers.get("sample.one", date(2027, 1, 1))
    assert this_year.text == "한도가 있어요. 하루 268,299원을 넘지 않아요. 그 안에서 계산해요."
    assert (
        next_year.text
        == f"한도가 있어요. 그 안에서 계산해요. 아직 확인 필요해요: {parameters.describe('wage.max-daily')}."
    )
    assert this_year.more is None


def test_a_key_in_two_files_is_refused(tmp_path, parameters):
    with pytest.raises(AnswerError, match=r"two\.yml: utter_answer_sample_one: already defined in one\.yml"):
        Answers(written_in(tmp_path, one=ONE, two=ONE), parameters)


def test_a_key_twice_in_one_file_is_refused(tmp_path, parameters):
    doubled = ONE + ONE.split("responses:\n")[1]
    with pytest.raises(AnswerError, match="is written twice"):
        Answers(written_in(tmp_path, one=doubled), parameters)


def test_a_placeholder_for_an_unknown_figure_is_refused_at_the_start(tmp_path, parameters):
    with pytest.raises(UnknownParameter, match="wage.max-dialy"):
        Answers(written_in(tmp_path, one=ONE.replace("max-daily", "max-dialy")), parameters)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("topic: sample.one", "topic: sample.two"),
        ("article: 제36조, ", ""),
        ("      topic: sample.one\n", ""),
    ],
)
def test_an_answer_without_its_topic_or_article_is_refused(tmp_path, parameters, old, new):
    assert old in ONE
    with pytest.raises(AnswerError, match=r"one\.yml: utter_answer_sample_one"):
        Answers(written_in(tmp_path, one=ONE.replace(old, new)), parameters)


def test_the_closing_words_must_be_there(tmp_path, parameters):
    (tmp_path / "one.yml").write_text(ONE, encoding="utf-8")
    with pytest.raises(AnswerError, match="utter_answer_unverified"):
        Answers(tmp_path, parameters)
