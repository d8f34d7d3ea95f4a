"""Pictures of the sister standards: another size, another framing, another backdrop."""

import numpy as np
from PIL import Image

from . import camera, dress, face, scene
from .cases import BLACK, NAVY, lips_closed, suit, top
from .uploads import encoded

WHITE = (255, 255, 255)


def permit(people, rng):
    """The 354×472 permit photo: the head large, 30 to 45 KB."""
    layer = face.wearing(top("biden", BLACK), lamp)(people, rng)
    return scene.jpeg(portrait(layer, (354, 472), (12, -25), 0.96, rng))


def lamp(rgb, alpha, rng):
    """A little more light and less red: the permit's range of face colours ends just where this face lies."""
    return camera.encoded(camera.linear(rgb) * np.float32((1.06, 1.09, 1.09))), alpha


def identity_card(people, rng):
    """The identity card, GA 461-2004: 358×441 pixels, 350 dpi, 14 to 20 KB."""
    layer = lips_closed(suit("obama", BLACK, tie=NAVY))(people, rng)
    picture = portrait(layer, (358, 441), (2, -62), 1.05, rng)
    files = (encoded(Image.fromarray(picture), quality=quality, dpi=(350, 350)) for quality in range(95, 69, -1))
    return next(data for data in files if len(data) < 20_000)


def portrait(layer, size, shift, zoom, rng):
    rgb, alpha = scene.placed(layer, shift, zoom, size=size)
    return scene.finish(dress.over(scene.plain(WHITE, size), rgb, alpha), rng)


# name -> what draws it, from the people and a generator of random numbers
STANDARDS = {"biden-permit-not-frontal": permit, "obama-identity-card-passes": identity_card}
