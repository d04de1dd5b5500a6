"""Staff passwords: argon2id hashes, one-time passwords, and what a new one must be."""

from __future__ import annotations

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200
# Letters and digits that are not mistaken for each other when read aloud or from paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"

_hasher = PasswordHasher()
# Each check takes 64 MiB and a core for a moment: a crowd at the door must wait in line.
_at_once = threading.BoundedSemaphore(2)
# Someone who guesses logins must not learn from the time which of them exist.
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


def one_time() -> str:
    """A random password of four groups, about 79 bits: to be told once and changed at first use."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def hash_of(password: str) -> str:
    """The argon2id hash with today's cost."""
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password fits; takes the same time when there is no hash at all."""
    try:
        with _at_once:
            return _hasher.verify(password_hash or _NOBODY, password[:LONGEST]) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with a lower cost than today's."""
    return _hasher.check_needs_rehash(password_hash)


def problem(password: str, login: str) -> str | None:
    """The id of what is wrong with a new password, or None: too_short, too_long, holds_login, too_plain."""
    if len(password) < SHORTEST:
        return "too_short"
    if len(password) > LONGEST:
        return "too_long"
    if login.lower() in password.lower():
        return "holds_login"
    return "too_plain" if len(set(password)) < 5 else None
