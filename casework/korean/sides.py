"""Left, right, both: 오른쪽, 왼손, 양 무릎, 우측."""

from __future__ import annotations

import re

from casework.korean.spans import Entity, bounded, found

VALUES: dict[str, str] = {
    "오른쪽": "right", "오른편": "right", "오른족": "right", "오른짝": "right", "오른": "right", "우측": "right", "바른쪽": "right",
    "우": "right",
    "왼쪽": "left", "왼편": "left", "윈쪽": "left", "왼족": "left", "왼짝": "left", "왼": "left", "좌측": "left", "좌": "left",
    "양쪽": "both", "양측": "both", "양편": "both", "양": "both", "두": "both", "두쪽": "both", "좌우측": "both", "좌우": "both",
}  # fmt: skip
_SURE = (
    r"오른쪽|오른편|오른족|오른짝|오른|바른쪽|왼쪽|왼편|윈쪽|왼족|왼짝|왼|좌우측|좌우|(?<![가-힣])우측|(?<![가-힣])좌측|(?<![가-힣])양쪽|(?<![가-힣])양측|"
    r"(?<![가-힣])두\s?쪽|(?<=[에가이은는을를서고로다도])(?:양쪽|우측|좌측|양측)"
)
_MEDICAL = r"견관절|수부|수근|족관절|족부|슬관절|슬부|대퇴|하지|상지|고관절|주관절|완관절|하퇴|전완|상완|어깨|무릎|손목|발목|손|발|팔|다리|눈|귀"
_TIED = (
    rf"(?<![가-힣])[우좌](?=\s(?:{_MEDICAL}))|(?<![가-힣])[우좌](?=(?:{_MEDICAL}))|(?<![가-힣])양(?=\s?(?:손|발|팔|다리|무릎|어깨|눈|귀|"
    rf"발목|손목|허벅지|종아리|엄지|팔꿈치|볼|옆구리))|(?<=[에가이은는을를서고로다도])양(?=(?:손|발|팔|무릎|어깨))|(?<![가-힣])두(?=\s?(?:손(?!가락)|발(?!가락|자국|"
    rf"짝)|팔|다리|무릎|어깨|눈(?!금)|귀|발목|손목))"
)
PATTERN = re.compile(rf"{_SURE}|{_TIED}")


def value(word: str) -> str:
    """left, right or both for a word that `PATTERN` found."""
    return VALUES[re.sub(r"\s", "", word)]


@bounded
def find(text: str) -> list[Entity]:
    """Every side named in the text, with or without a body part, as entities of type `side`."""
    return [found("side", match, value(match.group())) for match in PATTERN.finditer(text)]
