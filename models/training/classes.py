"""The classes that the network tells apart, and how the data's labels map onto them."""

import numpy as np

NAMES = (
    "background",
    "skin",
    "glasses",
    "eye",
    "brow",
    "ear",
    "mouth",
    "lips",
    "hair",
    "hat",
    "earring",
    "necklace",
    "neck",
    "clothing",
)
COUNT = len(NAMES)
INDEX = {name: index for index, name in enumerate(NAMES)}
# Pixels that came into the picture from outside its frame; no loss is taken there.
IGNORE = 255

# Position = the data's label (0 background ... 18 clothing), value = our class. Left and right
# parts share a class: a mirrored picture is then as good as a new one, and the product knows the
# side from where the part lies.
MERGED_NAMES = ["background", "skin", "skin", "glasses", "eye", "eye", "brow", "brow", "ear", "ear"] + [
    "mouth",
    "lips",
    "lips",
    "hair",
    "hat",
    "earring",
    "necklace",
    "neck",
    "clothing",
]
MERGE = np.array([INDEX[name] for name in MERGED_NAMES], dtype=np.uint8)
