"""`./ieum bench console`: an agent files accident claims at the console by keyboard, beside a plain form of the same fields.

Both are driven by a real browser. Counted are the keys of a two-set Korean keyboard and the seconds that the machine takes;
a person's time is worked out from them and from what is spoken, with the rates below. The plain form has a box for each
field that the claim then has: text is typed, choices are picked with the arrow keys, Tab goes on.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from casework import bootstrap
from casework.domain.intake.definition import Field
from casework.intake import definition
from casework.services import display
from casework.settings import ROOT, Settings
from eval.bench import sets, systems
from eval.bench.keyboard import Console, Story, Typist, load, strokes
from tests.e2e import browser as hands

STORIES = ROOT / "eval" / "console"
# A trained person: 300 keys a minute on a Korean keyboard; speech of 300 syllables a minute on both sides of the line.
KEYS_PER_S, SYLLABLES_PER_S = 5.0, 5.0
WANTED_MINUTES = 6.0
AGENT = "centre.agent"


def main() -> None:
    """Play every story twice, keep JSON, print a table and one JSON line; exit 1 if a claim was wrong or took too long."""
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    options.add_argument("--only", help="stories whose name has this in it; not kept")
    chosen = options.parse_args()
    stories = [load(path) for path in sorted(STORIES.glob("*.yml")) if not chosen.only or chosen.only in path.stem]
    with systems.ours(IEUM_DEMO="1") as running, sync_playwright() as playwright:
        browser = hands.launch(playwright)
        rows = [_measure(hands.person(browser), running, story) for story in stories]
        browser.close()
    result = _summed(rows)
    if not chosen.only:
        sets.keep("console", result)
    if not chosen.json:
        for row in rows:
            sys.stdout.write(
                f"{row['story']:10} keys {row['console']['keys']:4} against {row['plain']['keys']:4}   machine "
                f"{row['console']['machine_s']:5.1f} s   person {row['console']['minutes']:.1f} min   {row['wrong'] or 'right'}\n"
            )
    sys.stdout.write(json.dumps({k: v for k, v in result.items() if k != "claims"}, ensure_ascii=False) + "\n")
    sys.exit(1 if any(row["wrong"] or row["console"]["minutes"] > WANTED_MINUTES for row in rows) else 0)


def _measure(context: BrowserContext, running: systems.Running, story: Story) -> dict[str, Any]:
    page = context.new_page()
    _sign_in(page, running)
    page.goto(f"{running.url}/desk/console")
    console, began = Console(page), time.monotonic()
    console.open(story.number)
    console.say(story.story)
    asked = console.fill(story.types, story.asks)
    receipt = console.submit()
    seconds = time.monotonic() - began
    fields, wrong = _claim(running.var, receipt, story)
    plain = _plain_form(context, story, fields)
    context.close()
    return {
        "story": story.name,
        "asked": len(asked),
        "left_open": [name for name in asked if name not in story.types and not name.startswith("consent.")],
        "fields": len(fields),
        "wrong": wrong,
        "console": {
            "keys": console.keys,
            "machine_s": round(seconds, 1),
            "minutes": _minutes(console, story, asked, seconds),
        },
        "plain": plain,
    }


def _minutes(console: Console, story: Story, asked: list[str], machine: float) -> float:
    """What is asked is spoken; while the caller answers the agent types, and the longer of the two counts."""
    speech = sum(map(_syllables, console.spoken)) / SYLLABLES_PER_S
    pairs = [(story.story, story.story), *((story.says[n], story.types[n]) for n in asked if n in story.types)]
    pairs += [(text, text) for text in story.asks.values()]
    answers = sum(max(_syllables(said) / SYLLABLES_PER_S, _keys(typed) / KEYS_PER_S) for said, typed in pairs)
    return round((speech + answers + machine) / 60, 2)


def _keys(text: str) -> int:
    return strokes(text) + 1


def _syllables(text: str) -> int:
    return sum(0xAC00 <= ord(letter) < 0xD7A4 or letter.isdigit() for letter in text)


def _sign_in(page: Page, running: systems.Running) -> None:
    env = os.environ | {"IEUM_VAR": str(running.var)}
    command = [str(ROOT / "ieum"), "staff", "reset", AGENT, "--json"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=True)
    first = json.loads(done.stdout)["password"]
    page.goto(f"{running.url}/desk")
    page.locator("#login").fill(AGENT)
    page.locator("#password").fill(first)
    page.keyboard.press("Enter")
    boxes = page.locator("input[type=password]")
    expect(boxes).to_have_count(3)
    for number, text in enumerate((first, "참외 밭 " + first, "참외 밭 " + first)):
        boxes.nth(number).fill(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/queue*")


def _claim(var: Path | None, receipt: str, story: Story) -> tuple[list[tuple[Field, Any]], dict[str, Any]]:
    """The given fields of the claim with their values, and what of them is not as the story has it."""
    app = bootstrap.start(Settings.load({"IEUM_VAR": str(var)}))
    try:
        with app.store.read() as uow:
            case = uow.cases.by_receipt(receipt)
            rows = uow.fields.current(case.id)
            values = {name: uow.fields.value_of(row) for name, row in rows.items() if row.status == "given"}
            kind = case.kind
    finally:
        app.store.close()
    fields = [(f, values[f.id]) for f in definition().for_kind(kind, "console") if f.id in values]
    wrong = {name: values.get(name) for name, wanted in story.expect.items() if values.get(name) != wanted}
    return fields, wrong


def _plain_form(context: BrowserContext, story: Story, fields: list[tuple[Field, Any]]) -> dict[str, Any]:
    """The same values into a form without any help, by keyboard."""
    page = context.new_page()
    page.set_content(
        "<!doctype html><meta charset=utf-8><form onsubmit='return false'>"
        + "".join(f"<p><label>{html.escape(f.label)} {_box(f)}</label></p>" for f, _ in fields)
        + "<button>OK</button></form>"
    )
    typist, began = Typist(page), time.monotonic()
    for field, value in fields:
        typist.press("Tab")
        if field.type == "consent":
            typist.press("Space")
        elif steps := _steps(field, value):
            typist.press("ArrowDown", steps)
        else:
            typist.type(_as_typed(field, value))
    typist.press("Tab")
    typist.press("Enter")
    return {"keys": typist.keys, "machine_s": round(time.monotonic() - began, 1)}


def _box(field: Field) -> str:
    if field.type == "consent":
        return "<input type=checkbox>"
    if field.type in ("choice", "relation", "multi", "yes_no"):
        labels = [o.label for o in field.options] or ["1", "2"]
        return "<select><option>-" + "".join(f"<option>{html.escape(label)}" for label in labels) + "</select>"
    return "<input>"


def _steps(field: Field, value: Any) -> int:
    """Times of the arrow key until a choice stands in its list; 0 for what is typed."""
    if field.type == "yes_no":
        return 1 if value else 2
    chosen = value[0] if isinstance(value, list) and field.type == "multi" else value
    names = [option.value for option in field.options]
    return names.index(chosen) + 1 if field.options and chosen in names else 0


def _as_typed(field: Field, value: Any) -> str:
    if field.type in ("date", "time"):
        return str(value).replace("-", "").replace(":", "")
    return display.show(field, value)


def _summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    console, plain = ([row[name]["keys"] for row in rows] for name in ("console", "plain"))
    return {
        "stories": len(rows),
        "right": sum(not row["wrong"] for row in rows),
        "keys_median": statistics.median(console),
        "plain_keys_median": statistics.median(plain),
        "keys_of_plain": round(sum(console) / sum(plain), 2),
        "machine_s_median": statistics.median(row["console"]["machine_s"] for row in rows),
        "minutes_median": statistics.median(row["console"]["minutes"] for row in rows),
        "minutes_longest": max(row["console"]["minutes"] for row in rows),
        "assumed": {"keys_per_s": KEYS_PER_S, "syllables_per_s": SYLLABLES_PER_S},
        "claims": rows,
    }


if __name__ == "__main__":
    main()
