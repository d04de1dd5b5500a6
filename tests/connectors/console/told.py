"""What the caller of these tests tells, and the secret of the voice gateway."""

from __future__ import annotations

SECRET = "secret-of-the-voice-gateway"
STORY = "어제 오후 3시쯤 안산 반월공단 공장에서 프레스에 오른손 검지가 끼었어요"
ANSWERS = {
    "reporter.relation": "1",
    "accident.place": "공장 프레스 라인이요",
    "accident.task": "부품을 찍고 있었어요",
    "injury.kinds": "4",
    "injury.condition": "입원했고 많이 부었어요",
    "workplace.name": "안산금속",
    "workplace.address": "안산시 단원구 원시동",
    "care.hospital": "한도병원",
    "care.first_visit_on": "어제요",
    "job.employment_form": "1",
    "worker.name": "남기석",
    "worker.birth_date": "19790808",
    "worker.phone": "01012340987",
}
