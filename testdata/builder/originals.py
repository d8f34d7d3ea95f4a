"""Camera originals: larger than the picture that is uploaded, and still to be cropped."""

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
