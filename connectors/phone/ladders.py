"""What happens where nothing is said, or nothing can be made of it: shorter, by keypad, then a person. Nothing loops."""

from __future__ import annotations

from connectors.phone import people, prompts
from connectors.phone.context import OnCall

MORE, UNKNOWN = "4", "9"
NEXT_PAGE = "\x00page"  # what no caller can say


def silent(call: OnCall) -> None:
    """Nobody said anything."""
    call.state.silent += 1
    rung = call.state.silent
    if call.draft is None and call.case is not None and rung >= 2:
        people.good_bye(call, "done")  # the claim is in, and nothing more is said
    elif rung == 1:
        call.repeat(short=True)
    elif rung == 2:
        by_keypad(call)
    else:
        people.connect(call, "phone_silent")


def not_heard(call: OnCall) -> None:
    """Something was said and not made out."""
    call.state.missed += 1
    rung = call.state.missed
    if rung == 1:
        call.repeat(call.word("utter_phone_not_heard"), short=True)
    elif rung == 2:
        call.repeat(call.word("utter_phone_not_heard_again"), short=True)
    elif rung == 3:
        by_keypad(call)
    else:
        people.connect(call, "phone_not_heard")


def by_keypad(call: OnCall) -> None:
    """The open question once more, to be answered by keys: three choices at a time, or openly unknown."""
    state = call.state
    prompt = state.prompt
    if state.stage != "talk" or (prompt.keys and not prompt.options):
        call.repeat(call.word("utter_phone_keys_person"), short=True)
        return
    field = call.asked
    if field is None:
        call.repeat(call.word("utter_phone_keys_person"), short=True)
        return
    start = state.page * prompts.AT_ONCE
    shown = prompt.options[start : start + prompts.AT_ONCE]
    keys = {str(key): option["say"] for key, option in enumerate(shown, 1)}
    lines = [call.word("utter_phone_keys_lead"), *prompts.choices(call, shown)] if shown else [prompt.short]
    if len(prompt.options) > start + prompts.AT_ONCE:
        keys[MORE] = NEXT_PAGE
        lines.append(call.word("utter_phone_keys_more"))
    if field.type == "story":
        lines.append(call.word("utter_phone_keys_person"))
    else:
        keys[UNKNOWN] = call.kit.words.buttons("utter_buttons_unknown")[0]["say"]
        lines.append(call.word("utter_phone_keys_unknown"))
    prompt.keys = keys
    call.speak(*lines)
    call.listen()
