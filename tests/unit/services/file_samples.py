"""Files of each kind, made here: what people send, and what should be refused."""

from __future__ import annotations

import base64
import struct
import zipfile
import zlib
from io import BytesIO

import pypdf
from PIL import Image, ImageDraw

# 320 x 240, with place and maker in its EXIF. Nothing in the environment writes this kind, so it is kept as it is.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAZdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9j"
    "AAAAAERAAAIAAQAAAAABuwABAAAAAAAAANUAAgAAAAACkAABAAAAAAAAAKIAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAA"
    "ABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAPPAA/P34+AAADwNg"
    "AAEAGEABDAH//wNwAAADAJAAAAMAAAMAPLoCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwA8oAoIDxZbqSSmubgIaDAgAAADAyAAAAMAIWIAAQAH"
    "RAHBcrBiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAAFAAAAA8AAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEE"
    "gQIDBAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAABf21kYXQAAADRKAGvEyHnl5e6cuqHDTv/7F1Fftxq/kFrSkKDsY6j3/REhXArw3IS"
    "zlY1ahEbhrlusjKf8Dp2Zj2S1mfnyX/wmpGdjB0irsp+RjkodKtDgj/VfhcKDvh/nrsv/RdMVmeqhuXqAABIyyfxWhOnIABtwKpwGGkXhher"
    "wv/ncrkHGDs52E/RjZybbm4O5E32gDGGrbVaxPTvwBSn2dV1GShaETsMkVwUKDw1NuHc9/vFmcWU2InT+K0dziNZUBC52oN36pvgAAVZiAAj"
    "oAAAAwAAFBAAAAAGRXhpZgAATU0AKgAAAAgAAgEPAAIAAAALAAAAJoglAAQAAAABAAAAMgAAAABQaG9uZW1ha2VyAAAABAABAAIAAAACTgAA"
    "AAACAAUAAAADAAAAaAADAAIAAAACRQAAAAAEAAUAAAADAAAAgAAAAAAAAAAlAAAAAQAAABMAAAABAAAACwAAAAEAAAB+AAAAAQAAADEAAAAB"
    "AAAAMwAAAAE="
)
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def picture(size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A red corner, so that it can be seen which way up it is."""
    image = Image.new("RGB", size, (210, 220, 230))
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(220, 30, 30))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """Maker, place and orientation, as a phone writes them."""
    tags = Image.Exif()
    tags[0x0112], tags[0x010F] = orientation, "Phonemaker"
    tags[0x8825] = {1: "N", 2: (37.0, 19.0, 11.0), 3: "E", 4: (126.0, 49.0, 51.0)}
    return tags


def jpeg(orientation: int = 1) -> bytes:
    """A photograph that tells where it was taken."""
    return _saved("JPEG", exif=exif(orientation), comment=b"taken by me")


def png() -> bytes:
    """A picture of a screen."""
    return _saved("PNG", exif=exif())


def webp() -> bytes:
    """What some messengers make of a photograph."""
    return _saved("WEBP", exif=exif())


def avif() -> bytes:
    """What newer phones make."""
    return _saved("AVIF", exif=exif())


def _saved(format: str, **options) -> bytes:
    out = BytesIO()
    picture().save(out, format, **options)
    return out.getvalue()


def png_bomb(side: int = 20_000) -> bytes:
    """400 million pixels in less than half a megabyte."""
    row = zlib.compress(b"\x00" * ((side // 8 + 1) * side), 9)
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)), (b"IDAT", row), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def pdf(password: str | None = None, owner_only: bool = False) -> bytes:
    """One page; with a password for reading, or one that only forbids changing."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if password is not None:
        writer.encrypt("" if owner_only else password, password, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def archive(entries: dict[str, bytes], before: bytes = b"") -> bytes:
    """A ZIP of these entries, behind `before`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return before + out.getvalue()


def docx(**more: bytes) -> bytes:
    """A Word document; `more` are further entries."""
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>", **more})


def hwpx() -> bytes:
    """A Hangul document of the newer kind."""
    return archive({"mimetype": b"application/hwp+zip", "Contents/section0.xml": b"<hs:sec/>", "version.xml": b"<v/>"})


def shared_bytes() -> bytes:
    """A DOCX whose many entries all point to the same bytes, so that it swells without end."""
    kept = docx(**{"word/big.xml": b"a" * 3_000_000})
    with zipfile.ZipFile(BytesIO(kept)) as opened:
        big = opened.getinfo("word/big.xml")
    end = kept.rfind(b"PK\x05\x06")
    start = struct.unpack("<I", kept[end + 16 : end + 20])[0]
    entry = kept.index(b"PK\x01\x02", kept.index(b"word/document.xml", start))
    copies = kept[entry:end] * 30
    central = kept[start:end] + copies
    count = 3 + 30
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(central), start, 0)
    assert big.compress_size > 1000
    return kept[:start] + central + closing


def hwp(flags: int = 1, body: bytes | None = None, header: bytes = b"HWP Document File") -> bytes:
    """A Hangul document: flags 1 packed, 3 packed with a password."""
    head = (header.ljust(32, b"\x00") + struct.pack("<II", 0x05000300, flags)).ljust(256, b"\x00")
    packed = deflated(body if body is not None else b"\x42\x00\x00\x00")
    return compound({"FileHeader": head, "DocInfo": deflated(b"info"), "BodyText": packed})


def deflated(content: bytes) -> bytes:
    """As HWP packs its streams."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE) with these streams in its root, each padded to the size that needs no small sectors."""
    sectors: list[bytes] = []
    table: list[int] = []
    starts: dict[str, tuple[int, int]] = {}
    for name, content in streams.items():
        size = max(4096, len(content))
        padded = content.ljust(-(-size // 512) * 512, b"\x00")
        starts[name] = (len(sectors), size)
        count = len(padded) // 512
        table += [*range(len(sectors) + 1, len(sectors) + count), END]
        sectors += [padded[i : i + 512] for i in range(0, len(padded), 512)]
    entries = [_entry("Root Entry", 5, child=1)]
    names = list(streams)
    entries += [
        _entry(name, 2, right=i + 2 if i + 1 < len(names) else FREE, start=starts[name][0], size=starts[name][1])
        for i, name in enumerate(names)
    ]
    directory = b"".join(entries).ljust(512, b"\x00")
    first_directory = len(sectors)
    sectors.append(directory)
    table.append(END)
    needed = -(-(len(table) + 8) // 128)
    tables = list(range(len(sectors), len(sectors) + needed))
    table += [FAT] * needed
    table += [FREE] * (needed * 128 - len(table))
    packed = struct.pack(f"<{len(table)}I", *table)
    sectors += [packed[i : i + 512] for i in range(0, len(packed), 512)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\x00" * 6 + struct.pack("<IIIIIIIII", 0, needed, first_directory, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *(tables + [FREE] * (109 - len(tables))))
    return header + b"".join(sectors)


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int = END, size: int = 0) -> bytes:
    letters = (name + "\x00").encode("utf-16-le")
    body = letters.ljust(64, b"\x00") + struct.pack("<HBBIII", len(letters), kind, 1, FREE, right, child)
    return body + b"\x00" * 36 + struct.pack("<IQ", start, size)
