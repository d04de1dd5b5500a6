"""Word (DOCX) and Hangul (HWPX) documents: ZIP archives whose entries tell what they are."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from casework.services.files.refusal import LARGEST_UNPACKED, BadFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HWPX = "application/hwp+zip"
MOST_ENTRIES = 5_000
_CHUNK = 1024 * 1024
_END = b"PK\x05\x06"
_END_SIZE = 22
_ENCRYPTED = 0x1


def is_archive(content: bytes) -> bool:
    """Whether a ZIP program would find entries in it, wherever in the file they begin."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError, RecursionError):
        return False


def kind_of(content: bytes) -> str:
    """DOCX or HWPX. Raises BadFile."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            media_type = _by_entries(archive)
            _check_shape(archive, content)
            _check_size(archive)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise BadFile("file_broken") from None
    return media_type


def _by_entries(archive: zipfile.ZipFile) -> str:
    names = {entry.filename for entry in archive.infolist()}
    if any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist()):
        raise BadFile("file_locked")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadFile("file_macro")
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return DOCX
    if "mimetype" in names and any(name.startswith("Contents/section") for name in names):
        with archive.open("mimetype") as stream:
            if stream.read(64).strip() == HWPX.encode("ascii"):
                return HWPX
    raise BadFile("file_kind")


def _check_shape(archive: zipfile.ZipFile, content: bytes) -> None:
    """One archive from the first byte to the last, its entries side by side."""
    end = content.rfind(_END)
    comment = int.from_bytes(content[end + _END_SIZE - 2 : end + _END_SIZE], "little")
    if end + _END_SIZE + comment != len(content) or min(e.header_offset for e in archive.infolist()) != 0:
        raise BadFile("file_mixed")
    if len(archive.infolist()) > MOST_ENTRIES:
        raise BadFile("file_bomb")
    # Entries that share their bytes are how a small file unpacks to endless ones.
    if sum(entry.compress_size for entry in archive.infolist()) > len(content):
        raise BadFile("file_bomb")


def _check_size(archive: zipfile.ZipFile) -> None:
    """Unpack everything once, keeping nothing: what an entry says of its size may be a lie."""
    if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
        raise BadFile("file_bomb")
    total = 0
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > LARGEST_UNPACKED:
                    raise BadFile("file_bomb")
