"""Whether a short message only says: let us go on. It is then no answer to the open question. Pure."""

from __future__ import annotations

import re

_GO_ON = re.compile(
    r"^\s*(?:네|예|응|아니[요오]?|괜찮아요)?[\s,.]*(?:지금은\s*(?:위급하지\s*않|괜찮)[가-힣]*[\s,.]*)?(?:산재\s*)?(?:신고(?:를|는)?\s*)?"
    r"(?:계속|이어서|마저)\s*(?:할게요?|할께요?|할래요?|하겠습니다|하죠|해요|해\s*주세요|쓸게요?|쓸께요?|답할게요?|진행할게요?|진행해\s*주세요)[\s.!~]*$"
)


def wants_to_go_on(text: str) -> bool:
    """True for "계속할게요", "이어서 쓸게요", "지금은 위급하지 않아요 계속할게요"."""
    return bool(_GO_ON.match(text))
