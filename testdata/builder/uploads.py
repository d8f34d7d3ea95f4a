"""Files of one passing portrait that keep or break the rules of the file: size, colour, density, quality, bytes, name."""

import io

from PIL import Image

from . import scene
from .scene import padded

# Quantisation tables of Adobe Photoshop CC 2017, as they stand in the file of the photograph `biden`.
PHOTOSHOP_SOURCE = "biden.jpg"


def encoded(picture, **how):
    out = io.BytesIO()
    picture.save(out, "JPEG", **(dict(quality=85, subsampling="4:2:0", dpi=(300, 300), optimize=True) | how))
    return out.getvalue()


def uploads(rgb8, sources):
    """name -> bytes"""
    portrait = Image.fromarray(rgb8)
    upload = scene.jpeg(rgb8)
    photoshop = Image.open(sources / PHOTOSHOP_SOURCE).quantization
    small = portrait.quantize(6, dither=Image.Dither.NONE)
    return {
        "png-renamed.jpg": png(small),
        "a-column-short.jpg": encoded(portrait.crop((0, 0, 479, 640)), quality=87),
        "72-dpi.jpg": encoded(portrait, quality=87, dpi=(72, 72)),
        "quality-59.jpg": padded(encoded(portrait, quality=59), 31 * 1024),
        "photoshop-tables.jpg": padded(encoded(portrait, qtables=list(photoshop.values()), quality=-1), 35 * 1024),
        "above-40-kb.jpg": padded(upload, 41 * 1024),
        "below-30-kb.jpg": encoded(portrait, quality=82),
        "wrong-ending.jpeg": upload,
    }


def png(picture):
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
