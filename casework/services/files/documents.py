"""PDF and Hangul (HWP) documents: whole, not locked, and not swelling when they are opened."""

from __future__ import annotations

import zlib
from io import BytesIO

import olefile
import pypdf

from casework.services.files.refusal import LARGEST_UNPACKED, BadFile

PDF = "application/pdf"
HWP = "application/x-hwp"
OLE = olefile.MAGIC
_SIGNATURE = b"HWP Document File"
_FLAGS = slice(36, 40)
_PACKED, _PASSWORD = 0x1, 0x2


def check_pdf(content: bytes) -> None:
    """Raises BadFile: file_locked, file_broken. A password that only forbids changing locks nobody out."""
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except Exception:  # a damaged file breaks the reader in many ways, recursion among them
        raise BadFile("file_broken") from None
    if locked:
        raise BadFile("file_locked")
    if not pages:
        raise BadFile("file_broken")


def check_hwp(content: bytes) -> None:
    """Raises BadFile; file_kind where it is another program's document, such as an old .doc or .xls."""
    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            if not container.exists("FileHeader"):
                raise BadFile("file_kind")
            header = container.openstream("FileHeader").read(256)
            if not header.startswith(_SIGNATURE):
                raise BadFile("file_kind")
            flags = int.from_bytes(header[_FLAGS], "little")
            if flags & _PASSWORD:
                raise BadFile("file_locked")
            if not container.exists("DocInfo"):
                raise BadFile("file_broken")
            if flags & _PACKED:
                _check_size(container)
    except BadFile:
        raise
    except Exception:  # as above
        raise BadFile("file_broken") from None


def _check_size(container: olefile.OleFileIO) -> None:
    total = 0
    for path in container.listdir(streams=True, storages=False):
        if path[0] not in ("DocInfo", "BodyText", "ViewText"):
            continue
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        total += len(unpacker.decompress(container.openstream(path).read(), LARGEST_UNPACKED - total + 1))
        if total > LARGEST_UNPACKED:
            raise BadFile("file_bomb")
