"""What a file really is, read from its content, and what of it is kept. Needs no database and takes its time."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import filetype

from casework.korean import identifiers
from casework.services.files import archives, documents, images
from casework.services.files.refusal import LARGEST, BadFile
from casework.services.files.scanning import UNSCANNED, Scanner, Verdict

_EXTENSIONS = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    documents.PDF: ("pdf",),
    documents.HWP: ("hwp",),
    archives.HWPX: ("hwpx",),
    archives.DOCX: ("docx",),
}
_UNSAFE = '/\\:*?"<>|'
_LONGEST_NAME = 120
_PICTURES = frozenset({"heic", "heif", "webp", "avif", "jpg", "jpeg", "png"})
_PERSONAL = ("resident", "foreigner", "phone")


@dataclass(frozen=True)
class Inspected:
    """A file that may be stored."""

    name: str
    media_type: str
    content: bytes
    thumbnail: bytes | None
    verdict: Verdict


def inspect(name: str, content: bytes, scanner: Scanner | None = None) -> Inspected:
    """Look into a file, make a picture anew, ask the scanner. Raises BadFile."""
    if not content:
        raise BadFile("file_empty")
    if len(content) > LARGEST:
        raise BadFile("file_too_large")
    media_type, kept, thumbnail = _take_apart(content)
    # What was sent is scanned, not what was made of it: whoever sends something bad should hear of it.
    verdict = scanner(content) if scanner is not None else UNSCANNED
    return Inspected(_shown(name, media_type), media_type, kept, thumbnail, verdict)


def _take_apart(content: bytes) -> tuple[str, bytes, bytes | None]:
    if content.startswith(b"PK\x03\x04"):
        return archives.kind_of(content), content, None
    if content.startswith(documents.OLE):
        documents.check_hwp(content)
        _refuse_mixed(content)
        return documents.HWP, content, None
    if content.startswith(b"%PDF-"):
        documents.check_pdf(content)
        _refuse_mixed(content)
        return documents.PDF, content, None
    kind = filetype.guess(content)
    if kind is None or kind.mime not in images.MEDIA_TYPES:
        raise BadFile("file_kind")
    _refuse_mixed(content)
    return images.remake(content)


def _refuse_mixed(content: bytes) -> None:
    """A file that another program takes for something else. A PDF reader looks for its mark in the first 1024 bytes."""
    if b"%PDF-" in content[1:1024] or archives.is_archive(content):
        raise BadFile("file_mixed")


def _shown(name: str, media_type: str) -> str:
    """The sender's name for it, harmless, without identifiers, and ending as its kind does."""
    letters = unicodedata.normalize("NFC", name or "").encode("utf-8", "ignore").decode("utf-8")
    clean = "".join("_" if c in _UNSAFE or unicodedata.category(c)[0] == "C" else c for c in letters)
    for found in sorted(identifiers.find(clean), key=lambda row: row.start, reverse=True):
        if found.kind in _PERSONAL:
            clean = clean[: found.start] + "_" + clean[found.end :]
    stem, dot, extension = clean.strip(" .").rpartition(".")
    right = _EXTENSIONS[media_type]
    if extension.lower() in right:
        right = (extension.lower(),)
    elif extension.lower() not in _PICTURES:  # a picture may change its kind here; any other ending is part of the name
        stem = stem + dot + extension
    return f"{stem.strip(' ._')[-_LONGEST_NAME:].strip(' ._') or 'file'}.{right[0]}"
