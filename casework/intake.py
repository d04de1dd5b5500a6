"""The intake definition, read once from casework/domain/intake/fields.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from casework.domain.intake.definition import Definition
from casework.domain.intake.parsing import parse

PATH = Path(__file__).parent / "domain" / "intake" / "fields.yaml"


@lru_cache(maxsize=1)
def definition() -> Definition:
    """The one definition. Raises DefinitionError when the file is wrong."""
    return parse(yaml.safe_load(PATH.read_text(encoding="utf-8")))
