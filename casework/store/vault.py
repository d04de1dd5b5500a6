"""Encryption at rest and keyed hashes, with keys that live outside the database.

The key file is text, one key a line: `seal <id> <base64>` for AES-256-GCM and
one `hash <id> <base64>` for lookups. The first `seal` line seals; every other
one still unseals, so a key is rotated by adding a line on top. The hash key
must stay: hashes already stored cannot be computed again without it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = "v1"
_NONCE_BYTES = 12
_KEY_BYTES = 32


class VaultError(Exception):
    """The key file cannot be used, or a sealed value cannot be opened."""


class WrongKey(VaultError):
    """The value, or the whole database, was sealed with a key that is not in the key file."""


@dataclass(frozen=True)
class Vault:
    """Seals values and hashes what must be found again. Thread-safe."""

    _seal_keys: dict[str, bytes] = field(repr=False)
    _hash_key: bytes = field(repr=False)

    @classmethod
    def open_or_create(cls, path: str | Path) -> Vault:
        """Read the key file, creating it with mode 600 if there is none.

        Raises VaultError when the file is readable by others or malformed.
        Two processes may start at once: the first file written wins.
        """
        path = Path(path)
        if not path.exists():
            _create(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: str | Path) -> Vault:
        """Read an existing key file. Raises VaultError."""
        path = Path(path)
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
            text = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise VaultError(f"key file {path} cannot be read: {error}") from error
        if mode & 0o077:
            raise VaultError(f"key file {path} is open to others (mode {mode:o}); run chmod 600")
        return cls._parse(text, path)

    @classmethod
    def _parse(cls, text: str, path: Path) -> Vault:
        seal_keys: dict[str, bytes] = {}
        hash_keys: list[bytes] = []
        for number, line in enumerate(text.splitlines(), 1):
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            try:
                purpose, key_id, encoded = words
                key = base64.b64decode(encoded, validate=True)
            except (ValueError, binascii.Error) as error:
                raise VaultError(f"key file {path}: line {number} is not a key") from error
            if len(key) != _KEY_BYTES or purpose not in ("seal", "hash") or key_id in seal_keys or "." in key_id:
                raise VaultError(f"key file {path}: line {number} is not a key")
            if purpose == "seal":
                seal_keys[key_id] = key
            else:
                hash_keys.append(key)
        if not seal_keys or len(hash_keys) != 1:
            raise VaultError(f"key file {path} needs at least one seal key and exactly one hash key")
        return cls(seal_keys, hash_keys[0])

    def seal(self, value: str) -> str:
        """Encrypt text. The same text gives another result each time."""
        key_id, sealed = self._encrypt(value.encode("utf-8"))
        return f"{_VERSION}.{key_id}.{base64.urlsafe_b64encode(sealed).decode('ascii')}"

    def unseal(self, sealed: str) -> str:
        """Undo `seal`. Raises WrongKey, or VaultError for something never sealed."""
        try:
            version, key_id, body = sealed.split(".", 2)
            data = base64.urlsafe_b64decode(body)
        except (ValueError, binascii.Error) as error:
            raise VaultError("not a sealed value") from error
        return self._decrypt(version, key_id, data).decode("utf-8")

    def seal_bytes(self, value: bytes) -> bytes:
        """Encrypt the bytes of a file."""
        key_id, sealed = self._encrypt(value)
        return f"{_VERSION}.{key_id}.".encode("ascii") + sealed

    def unseal_bytes(self, sealed: bytes) -> bytes:
        """Undo `seal_bytes`. Raises WrongKey or VaultError."""
        try:
            version, key_id, data = bytes(sealed).split(b".", 2)
            return self._decrypt(version.decode("ascii"), key_id.decode("ascii"), data)
        except (ValueError, UnicodeDecodeError) as error:
            raise VaultError("not a sealed value") from error

    def hash(self, kind: str, value: str) -> str:
        """HMAC-SHA256 of a normalised value as 64 hex digits.

        `kind` has a key of its own, so equal values of two kinds do not match.
        """
        key = hmac.new(self._hash_key, f"casework/{kind}".encode(), hashlib.sha256).digest()
        return hmac.new(key, value.encode("utf-8"), hashlib.sha256).hexdigest()

    def fingerprint(self) -> str:
        """What a database remembers to recognise its own key file; reveals no key."""
        return self.hash("fingerprint", "")

    def _encrypt(self, plain: bytes) -> tuple[str, bytes]:
        key_id, key = next(iter(self._seal_keys.items()))
        nonce = os.urandom(_NONCE_BYTES)
        return key_id, nonce + AESGCM(key).encrypt(nonce, plain, _bound(key_id))

    def _decrypt(self, version: str, key_id: str, data: bytes) -> bytes:
        if version != _VERSION or len(data) <= _NONCE_BYTES:
            raise VaultError("not a sealed value")
        key = self._seal_keys.get(key_id)
        if key is None:
            raise WrongKey(f"sealed with key {key_id}, which the key file does not have")
        try:
            return AESGCM(key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], _bound(key_id))
        except InvalidTag as error:
            raise WrongKey("sealed with another key, or changed since") from error


def new_key_line(purpose: str) -> str:
    """One line for a key file with a fresh key; `purpose` is seal or hash."""
    key = base64.b64encode(os.urandom(_KEY_BYTES)).decode("ascii")
    return f"{purpose} {secrets.token_hex(4)} {key}"


def _bound(key_id: str) -> bytes:
    return f"casework.{_VERSION}.{key_id}".encode("ascii")


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    text = f"# Keep outside the database and its backups.\n{new_key_line('seal')}\n{new_key_line('hash')}\n"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # link, unlike rename, never replaces a key that another process has just written
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
