"""Put the parts together, once a process: settings, vault, store, kit."""

from __future__ import annotations

from dataclasses import dataclass

from casework import clock
from casework.services.kit import Kit
from casework.settings import Settings
from casework.store.database import Store
from casework.store.vault import Vault


@dataclass(frozen=True)
class Application:
    """What every process stands on."""

    settings: Settings
    store: Store
    kit: Kit


def start(settings: Settings | None = None) -> Application:
    """Open everything. Raises what the parts raise: BadSetting, VaultError, ValueError for faulty files."""
    settings = settings or Settings.load()
    clock.follow(settings.clock)
    settings.var.mkdir(parents=True, exist_ok=True)
    settings.key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    vault = Vault.open_or_create(settings.key_file)
    return Application(settings, Store(settings.database_url, vault), Kit.load(settings.root))
