"""Whether a photo or a picture may be kept, and the one-page PDF that people look at."""

from dataclasses import dataclass
from io import BytesIO

import img2pdf
import pi_heif
from PIL import Image, ImageOps

from gongju.documents.limits import Limits
from gongju.documents.picture_ends import without_tail
from gongju.documents.refusal import file_refused
from gongju.documents.sniffing import HEIC, media_type
from gongju.documents.two_at_once import check_one_thing
from gongju.errors import BadInput

BLURRED = "图片较小，放大后可能看不清，请在预览中核对；如不清楚请重新拍摄或扫描。"
REDUCED = "照片很大，已缩小到足够看清的大小。"
_SCAN_SIDE = 3508  # the long side of A4 at 300 dots an inch
_LONGEST_SIDE = 4400
_QUALITY = 88
# An A4 page at about 100 dots an inch: below that small print cannot be read.
_READABLE_SIDE = 800
_LEAST_SIDE = 200
_MOST_UNLIKE_SIDES = 20
_LEAST_CONTRAST = 16  # of 255 shades
_A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))


@dataclass(frozen=True)
class CheckedPicture:
    """A picture that may be kept: its bytes, the PDF to look at, and notes in Chinese."""

    content: bytes
    viewing: bytes
    notes: tuple[str, ...]
    media_type: str


def check_picture(content: bytes, limits: Limits) -> CheckedPicture:
    """Return what may be kept; `BadInput` for a picture that is broken, moves, or would fill the memory."""
    check_one_thing(content, begins_with=content[:4])
    try:
        plain = _as_jpeg(content, limits) if media_type(content) == HEIC else without_tail(content)
        small, see_through = _looked_at(plain, limits)
        kept = reduced(plain)
        notes = (*((BLURRED,) if small else ()), *((REDUCED,) if kept is not plain else ()))
        return CheckedPicture(kept, _as_pdf(kept, see_through), notes, media_type(kept))
    except BadInput:
        raise
    except Image.DecompressionBombError as fault:
        raise _too_large() from fault
    except Exception as fault:  # a broken file may raise anything in a library that reads it
        raise file_refused("图片已损坏，打不开。请重新拍摄或扫描后再上传。") from fault


def reduced(content: bytes) -> bytes:
    """A photograph as fine as a good scan of A4: what is finer helps nobody to read. The same bytes when it is not."""
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
        if picture.format != "JPEG" or max(picture.size) <= _LONGEST_SIDE:
            return content
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((_SCAN_SIDE, _SCAN_SIDE), Image.Resampling.LANCZOS)
        return _jpeg(upright)


def _as_jpeg(content: bytes, limits: Limits) -> bytes:
    """A phone's HEIC photograph as everybody can see it."""
    heif = pi_heif.open_heif(BytesIO(content))
    if heif.size[0] * heif.size[1] > limits.pixels:
        raise _too_large()
    return _jpeg(ImageOps.exif_transpose(heif.to_pillow()))


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=_QUALITY, exif=b"")
    return out.getvalue()


def _looked_at(content: bytes, limits: Limits) -> tuple[bool, bool]:
    """Whether it is too small to read well, and whether parts of it are transparent."""
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
        if picture.width * picture.height > limits.pixels:
            raise _too_large()
        if picture.format == "PNG" and getattr(picture, "is_animated", False):
            raise file_refused("这是会动的图片，不能作为材料。请另存为普通的JPG或PNG后再上传。")
        shorter, longer = sorted(picture.size)
        if shorter < _LEAST_SIDE or longer > _MOST_UNLIKE_SIDES * shorter:
            raise file_refused("图片太小或过于狭长，看不出内容。请重新拍摄或用300dpi扫描。")
        picture.load()
        if _is_one_colour(picture):
            raise file_refused("图片是空白的，什么也看不到。请重新拍摄或扫描。")
        return shorter < _READABLE_SIDE, picture.has_transparency_data


def _is_one_colour(picture: Image.Image) -> bool:
    """Whether it is white, black or fog all over. What shows through counts as white."""
    layered = Image.alpha_composite(Image.new("RGBA", (128, 128), "white"), _reduced(picture).convert("RGBA"))
    counts = layered.convert("L").histogram()
    shades = [shade for shade, count in enumerate(counts) if count]
    return shades[-1] - shades[0] < _LEAST_CONTRAST


def _reduced(picture: Image.Image) -> Image.Image:
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB").resize((128, 128))


def _as_pdf(content: bytes, see_through: bool) -> bytes:
    """The picture on one page, without loss; what shows through is made plain, else it takes four times the memory."""
    made = img2pdf.convert(
        _in_plain_colours(content) if see_through else content,
        layout_fun=img2pdf.get_layout_fun(_A4, auto_orient=True),
        rotation=img2pdf.Rotation.ifvalid,
        first_frame_only=True,
        nodate=True,
    )
    return bytes(made)


def _in_plain_colours(content: bytes) -> bytes:
    """What shows through is white, as paper is."""
    out = BytesIO()
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
        if picture.has_transparency_data:
            layered = picture if picture.mode == "RGBA" else picture.convert("RGBA")
            plain = Image.new("RGB", picture.size, "white")
            plain.paste(layered, mask=layered)
        else:
            plain = picture.convert("RGB")
        plain.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _too_large() -> BadInput:
    return file_refused("图片的像素过多，无法显示。请缩小后再上传，长边不超过7000像素即可。")
