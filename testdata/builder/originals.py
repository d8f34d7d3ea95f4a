"""Camera originals: larger than the picture that is uploaded, and still to be cropped."""

import io

from PIL import Image

from . import dress, scene
from .cases import BLACK, NAVY, suit

# name -> (height, shift of the eyes, tilt in degrees); all 680 pixels wide
ORIGINALS = {
    "biden-original-passes-crop": (900, (14, 115), 3.0),
    "biden-no-room-fails-crop": (800, (14, -20), 0.0),
}
WIDTH, ZOOM = 680, 1.15


def original(name, people, rng):
    height, shift, turn = ORIGINALS[name]
    size = (WIDTH, height)
    rgb, alpha = scene.placed(suit("biden", BLACK, tie=NAVY)(people, rng), shift, ZOOM, turn, size)
    return scene.finish(dress.over(scene.plain(size=size), rgb, alpha), rng)


def jpeg(rgb8):
    """As a camera writes it: nobody counts its bytes."""
    out = io.BytesIO()
    Image.fromarray(rgb8).save(out, "JPEG", quality=92, subsampling="4:2:0", dpi=(300, 300), optimize=True)
    return out.getvalue()
