"""Photographs: only their picture is kept, made anew, so that place, device and anything hidden stay behind."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pi_heif
from PIL import Image, ImageOps

from casework.services.files.refusal import BadFile

MEDIA_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif"})
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
MOST_PIXELS = 64_000_000  # what phones take at most, three bytes each
LONGEST_SIDE = 4096  # small print on a paper stays readable
THUMBNAIL = 240
_QUALITY, _THUMBNAIL_QUALITY = 90, 70


def remake(content: bytes) -> tuple[str, bytes, bytes]:
    """Media type, the picture upright and without its metadata, and a small JPEG of it. Raises BadFile."""
    _know_heif()
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BadFile("file_bomb")
            lossless = opened.format == "PNG"
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than needed
            picture = _plain(ImageOps.exif_transpose(opened))
    except BadFile:
        raise
    except Image.DecompressionBombError:
        raise BadFile("file_bomb") from None
    except Exception:  # decoders fail in ways of their own; whatever it is, this is no whole picture
        raise BadFile("file_broken") from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    media_type, kept = ("image/png", _png(picture)) if lossless else ("image/jpeg", _jpeg(picture, _QUALITY))
    picture.thumbnail((THUMBNAIL, THUMBNAIL))
    return media_type, kept, _jpeg(picture, _THUMBNAIL_QUALITY)


@lru_cache(maxsize=1)
def _know_heif() -> None:
    pi_heif.register_heif_opener()


def _plain(image: Image.Image) -> Image.Image:
    """Pixels alone: `info` would carry comments and profiles into the copy."""
    clear = "A" in image.getbands() or "transparency" in image.info
    picture = image.convert("RGBA" if clear else "RGB")
    picture.info = {}
    return picture


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    if picture.mode == "RGBA":  # where it shows through, paper is white
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
