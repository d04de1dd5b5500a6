"""The parameter files, and what the loader refuses."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casework.domain.figures import CONFIDENCES, Uncovered, UnknownParameter
from casework.parameters import ParameterError, Parameters, load

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 27)

ENTRY = """\
- id: sample.rate
  description: 견본 비율
  unit: 비율
  article: 산재보험법 제52조
  values:
    - {from: 2025-01-01, to: 2025-12-31, value: 0.6, source: 고시, confidence: one, checked_on: 2026-11-23}
    - {from: 2026-01-01, value: 0.7, source: 고시, confidence: law, checked_on: 2026-11-23}
"""


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    return load(ROOT / "params")


def loaded(folder: Path, text: str, name: str = "sample.yaml") -> Parameters:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder)


# ── the files of the project ─────────────────────────────────────────


def test_every_figure_of_the_project_has_a_basis_a_source_and_a_date_of_checking(parameters):
    for id in parameters:
        for figure in parameters.history(id):
            assert figure.article and figure.source and figure.unit and figure.description, id
            assert figure.confidence in CONFIDENCES, id
            assert figure.checked_on <= TODAY, id


def test_no_source_names_a_repository_or_a_private_address(parameters):
    for id in parameters:
        for figure in parameters.history(id):
            told = f"{figure.source} {figure.note or ''}".lower()
            assert not any(word in told for word in ("repo", "github", "http", "저장소", ".md", ".ts")), id


def test_amounts_that_are_announced_each_year_end_with_the_last_announced_year(parameters):
    for id in ("wage.max-daily", "wage.min-daily", "funeral.max", "funeral.min"):
        assert parameters.on(id, date(2026, 12, 31)).to == date(2026, 12, 31)
        with pytest.raises(Uncovered):
            parameters.on(id, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("id", "on", "value"),
    [
        ("wage.minimum-daily", date(2025, 12, 31), 80240),
        ("wage.minimum-daily", date(2026, 1, 1), 82560),
        ("wage.max-daily", TODAY, 268299),
        ("wage.daily-worker-coefficient", TODAY, Decimal("0.73")),
        ("sick-leave.rate", TODAY, Decimal("0.70")),
        ("sick-leave.partial-rate", date(2023, 6, 30), Decimal("0.90")),
        ("sick-leave.partial-rate", date(2023, 7, 1), Decimal("0.80")),
        ("survivor.grandchild-max-age", date(2024, 2, 8), 19),
        ("survivor.grandchild-max-age", date(2024, 2, 9), 25),
        ("wage.cpi-switch-age", date(2027, 12, 31), 63),
        ("wage.cpi-switch-age", date(2028, 1, 1), 64),
        ("disability.lump-days-grade-14", TODAY, 55),
        ("limitation.sick-leave-years", TODAY, 3),
        ("limitation.survivor-years", TODAY, 5),
        ("appeal.review-days", TODAY, 90),
        ("contact.suicide-prevention", TODAY, "109"),
    ],
)
def test_a_figure_is_the_one_in_force_on_the_day(parameters, id, on, value):
    assert parameters.on(id, on).value == value


def test_the_daily_minimum_wage_is_eight_hours_of_the_hourly_one(parameters):
    for daily in parameters.history("wage.minimum-daily"):
        assert daily.value == 8 * parameters.on("wage.minimum-hourly", daily.from_).value


def test_a_value_seen_in_one_secondary_place_is_not_verified(parameters):
    assert not parameters.on("funeral.max", TODAY).verified
    assert parameters.on("funeral.max", date(2024, 5, 1)).verified
    assert not parameters.on("nursing.constant-professional-daily", TODAY).verified


def test_emergency_numbers_are_always_verified(parameters):
    for id in ("contact.emergency", "contact.suicide-prevention", "contact.call-centre"):
        assert parameters.on(id, TODAY).verified


# ── asking for a value ───────────────────────────────────────────────


def test_a_day_before_the_first_value_is_uncovered_and_says_what_is_missing(tmp_path):
    parameters = loaded(tmp_path, ENTRY)
    with pytest.raises(Uncovered) as caught:
        parameters.on("sample.rate", date(2024, 12, 31))
    assert caught.value.id == "sample.rate"
    assert caught.value.on == date(2024, 12, 31)
    assert caught.value.description == "견본 비율"
    assert "sample.rate has no value for 2024-12-31" in str(caught.value)


def test_the_first_and_the_last_day_of_a_period_belong_to_it(tmp_path):
    parameters = loaded(tmp_path, ENTRY)
    assert parameters.on("sample.rate", date(2025, 1, 1)).value == Decimal("0.6")
    assert parameters.on("sample.rate", date(2025, 12, 31)).value == Decimal("0.6")
    assert parameters.on("sample.rate", date(2026, 1, 1)).value == Decimal("0.7")
    assert parameters.on("sample.rate", date(2099, 1, 1)).to is None


def test_a_figure_carries_its_period_source_and_article(tmp_path):
    figure = loaded(tmp_path, ENTRY).on("sample.rate", date(2025, 6, 1))
    assert (figure.from_, figure.to) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (figure.unit, figure.article, figure.source) == ("비율", "산재보험법 제52조", "고시")
    assert figure.checked_on == date(2026, 11, 23)
    assert not figure.verified


def test_an_id_nobody_defined_is_a_mistake_and_not_a_gap(tmp_path):
    with pytest.raises(UnknownParameter, match="sample.raet"):
        loaded(tmp_path, ENTRY).on("sample.raet", TODAY)


# ── what the loader refuses ──────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("  unit: 비율\n", "  unit: 비율\n  unit: 일\n"), "'unit' is written twice"),
        (("confidence: one,", "confidence: one, confidence: law,"), "'confidence' is written twice"),
        (("to: 2025-12-31", "to: 2025-12-30"), "gap between 2025-12-30 and 2026-01-01"),
        (("to: 2025-12-31", "to: 2026-01-01"), "overlap"),
        ((" to: 2025-12-31,", ""), "overlap"),
        (("to: 2025-12-31", "to: 2024-12-31"), "before it begins"),
        (("source: 고시, confidence: law", "confidence: law"), "missing source"),
        (("  article: 산재보험법 제52조\n", ""), "missing article"),
        (("  unit: 비율\n", ""), "missing unit"),
        ((" confidence: law,", ""), "missing confidence"),
        (("confidence: law", "confidence: sure"), "confidence must be one of"),
        (("value: 0.7, ", "value: null, "), "missing value"),
        (("value: 0.7", "valeu: 0.7"), "unknown key valeu"),
        (("  unit: 비율\n", "  unit: 비율\n  units: 비율\n"), "unknown key units"),
        (("from: 2026-01-01", "from: soon"), "from must be a date"),
    ],
)
def test_the_loader_refuses_and_names_the_file_and_the_id(tmp_path, change, complaint):
    assert change[0] in ENTRY
    with pytest.raises(ParameterError) as caught:
        loaded(tmp_path, ENTRY.replace(change[0], change[1]))
    assert complaint in str(caught.value)
    assert "sample.yaml" in str(caught.value)
    if "twice" not in complaint:
        assert "sample.rate" in str(caught.value)


def test_an_id_used_in_two_files_is_refused_and_both_are_named(tmp_path):
    (tmp_path / "first.yaml").write_text(ENTRY, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"second\.yaml: sample\.rate: already defined in first\.yaml"):
        loaded(tmp_path, ENTRY, "second.yaml")


def test_the_table_of_branches_is_not_read_as_figures(tmp_path):
    (tmp_path / "branches.yaml").write_text("branches: []\n", encoding="utf-8")
    assert loaded(tmp_path, ENTRY).ids() == ("sample.rate",)


def test_a_folder_without_parameters_is_refused(tmp_path):
    with pytest.raises(ParameterError):
        load(tmp_path)
    with pytest.raises(ParameterError):
        load(tmp_path / "nowhere")


# ── the report ───────────────────────────────────────────────────────


def test_the_report_lists_what_somebody_must_look_at(parameters):
    report = parameters.report(TODAY)
    assert "funeral.max" in {figure.id for figure in report.unverified}
    assert {"wage.max-daily", "wage.min-daily"} <= {figure.id for figure in report.expiring}
    assert "wage.minimum-daily" not in {figure.id for figure in report.expiring}
    assert not report.stale
    assert not report.clean


def test_a_value_checked_half_a_year_ago_is_stale_and_an_ended_one_is_not(tmp_path):
    parameters = loaded(tmp_path, ENTRY)
    assert not parameters.report(date(2027, 5, 22)).stale
    stale = parameters.report(date(2027, 5, 23)).stale
    assert [figure.from_ for figure in stale] == [date(2026, 1, 1)]


def test_a_figure_that_ran_out_is_reported_as_uncovered(parameters):
    assert "wage.max-daily" in parameters.report(date(2027, 1, 1)).uncovered


def test_a_report_without_findings_is_clean(tmp_path):
    assert loaded(tmp_path, ENTRY).report(TODAY).clean
