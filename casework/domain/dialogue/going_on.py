"""Whether a message only says: let us go on, or: say that again. It is then no answer to the open question. Pure."""

from __future__ import annotations

import re

_GO_ON = re.compile(
    r"^\s*(?:네|예|응|아니[요오]?|괜찮아요)?[\s,.]*(?:지금은\s*(?:위급하지\s*않|괜찮)[가-힣]*[\s,.]*)?(?:산재\s*)?(?:신고(?:를|는)?\s*)?"
    r"(?:계속|이어서|마저)\s*(?:할게요?|할께요?|할래요?|하겠습니다|하죠|해요|해\s*주세요|쓸게요?|쓸께요?|답할게요?|진행할게요?|진행해\s*주세요)[\s.!~]*$"
)

_AGAIN = re.compile(
    r"다시|한\s*번\s*(?:만\s*)?더|반복|뭐라[구고카]*\s*(?:$|[?요유여하했]|라)|뭐랬|머라[구고]|못\s*(?:들|알아|봤|읽)|안\s*들[리려렸]|놓쳤|무슨\s*(?:말|소리|뜻)|뭔\s*(?:말|소리)|이해가?\s*(?:안|못)|물어보신"
)


_LONGEST = 24  # letters; more is a story or an answer
_OF_THE_EAR = re.compile(r"귀가?\s|청력|난청")  # 귀가 잘 안 들려요 is an illness, 잘 안 들려요 a bad line


def wants_to_go_on(text: str) -> bool:
    """True for "계속할게요", "이어서 쓸게요", "지금은 위급하지 않아요 계속할게요"."""
    return bool(_GO_ON.match(text))


def asks_to_repeat(text: str) -> bool:
    """True where the words ask for the last message again; "대한이엔씨라고 들었어요" is an answer."""
    return len(text) <= _LONGEST and bool(_AGAIN.search(text)) and not _OF_THE_EAR.search(text)
