"""Rasa's own command line, started lighter: `python -m bot.serve run …` takes what `rasa run …` takes.

TensorFlow tries to import JAX for a converter that nothing here uses. Refusing
that import is a case which TensorFlow foresees, and saves seconds of each start.
"""

from __future__ import annotations

import sys


def lighten() -> None:
    """Make `import jax` raise ImportError. Must come before the first import of Rasa."""
    sys.modules["jax"] = None  # type: ignore[assignment]


def main() -> None:
    """Hand over to Rasa with the arguments as they are."""
    lighten()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
