"""Awkward but valid files, all showing the same passing portrait, and files that must be refused."""

import io
import struct
import zlib

import numpy as np
from PIL import Image

# ---- colour profiles, written from primaries ---------------------------------------------------------------------

D50 = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    # red, green, blue, white as CIE xy; transfer: "srgb" or a plain exponent
    "Display P3": ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.3127, 0.3290), "srgb"),
    "Adobe RGB (1998) compatible": ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060), (0.3127, 0.3290), 563 / 256),
    "sRGB": ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060), (0.3127, 0.3290), "srgb"),
}


def xyz(xy):
    x, y = xy
    return np.array([x / y, 1.0, (1 - x - y) / y])


def to_d50(white):
    """Bradford adaptation from `white` to the profile connection space."""
    m = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
    return np.linalg.inv(m) @ np.diag((m @ np.array(D50)) / (m @ xyz(white))) @ m


def matrix_of(space):
    """Linear RGB of the space to XYZ under D50."""
    red, green, blue, white, _ = PRIMARIES[space]
    columns = np.stack([xyz(red), xyz(green), xyz(blue)], axis=1)
    scale = np.linalg.solve(columns, xyz(white))
    return to_d50(white) @ (columns * scale)


def decode(values, space):
    curve = PRIMARIES[space][4]
    if curve == "srgb":
        return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return values**curve


def encode(values, space):
    curve = PRIMARIES[space][4]
    values = np.clip(values, 0, 1)
    if curve == "srgb":
        return np.where(values <= 0.0031308, values * 12.92, 1.055 * values ** (1 / 2.4) - 0.055)
    return values ** (1 / curve)


def icc(space):
    """A version 2 matrix profile."""
    fixed = lambda v: struct.pack(">i", int(round(v * 65536)))
    xyz_tag = lambda v: b"XYZ \0\0\0\0" + b"".join(fixed(c) for c in v)
    curve = PRIMARIES[space][4]
    if curve == "srgb":
        table = (decode(np.arange(1024) / 1023, space) * 65535 + 0.5).astype(">u2")
        trc = b"curv\0\0\0\0" + struct.pack(">I", 1024) + table.tobytes()
    else:
        trc = b"curv\0\0\0\0" + struct.pack(">IH", 1, int(round(curve * 256)))
    name = space.encode() + b"\0"
    desc = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)
    m = matrix_of(space)
    tags = [
        (b"desc", desc), (b"cprt", b"text\0\0\0\0No copyright, use freely\0"), (b"wtpt", xyz_tag(D50)),
        (b"rXYZ", xyz_tag(m[:, 0])), (b"gXYZ", xyz_tag(m[:, 1])), (b"bXYZ", xyz_tag(m[:, 2])),
        (b"rTRC", trc), (b"gTRC", trc), (b"bTRC", trc),
    ]  # fmt: skip
    return assembled(b"mntr", b"RGB ", b"XYZ ", tags)


def assembled(kind, space, connection, tags):
    """Header, tag table and tag data; equal tags are stored once."""
    offset = 128 + 4 + 12 * len(tags)
    table, body, seen = struct.pack(">I", len(tags)), b"", {}
    for tag, data in tags:
        if data not in seen:
            seen[data] = offset + len(body)
            body += data + bytes(-len(data) % 4)
        table += tag + struct.pack(">II", seen[data], len(data))
    header = struct.pack(">I", 128 + len(table) + len(body)) + bytes(4) + struct.pack(">I", 0x02400000)
    header += kind + space + connection + struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(4 + 4 + 4 + 4 + 8 + 4)
    header += b"".join(struct.pack(">i", int(round(c * 65536))) for c in D50)
    return header.ljust(128, b"\0") + table + body


def into(rgb8, space):
    """The same colours as 8-bit values of another space."""
    linear = decode(rgb8.astype(np.float64) / 255, "sRGB")
    other = linear @ matrix_of("sRGB").T @ np.linalg.inv(matrix_of(space)).T
    return (encode(other, space) * 255 + 0.5).astype(np.uint8)


def icc_cmyk(grid=9):
    """A CMYK profile for exactly the separation of `to_cmyk`: a table from inks to CIELAB under D50."""
    axis = np.linspace(0, 1, grid)
    c, m, y, k = np.meshgrid(axis, axis, axis, axis, indexing="ij")
    rgb = np.stack([(1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)], axis=-1)
    t = (decode(rgb, "sRGB") @ matrix_of("sRGB").T) / np.array(D50)
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    lab = np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)
    coded = np.stack([lab[..., 0] / 100 * 0xFF00, (lab[..., 1] + 128) * 256, (lab[..., 2] + 128) * 256], axis=-1)
    table = np.clip(np.round(coded), 0, 65535).astype(">u2").tobytes()
    straight = struct.pack(">2H", 0, 65535)
    unit = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    lut = b"mft2" + bytes(4) + struct.pack(">4B", 4, 3, grid, 0) + unit + struct.pack(">2H", 2, 2)
    lut += straight * 4 + table + straight * 3
    name = b"Plain CMYK\0"
    desc = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)
    white = b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", int(round(v * 65536))) for v in D50)
    tags = [(b"desc", desc), (b"cprt", b"text\0\0\0\0No copyright, use freely\0"), (b"wtpt", white), (b"A2B0", lut)]
    return assembled(b"prtr", b"CMYK", b"Lab ", tags)


# ---- helpers -----------------------------------------------------------------------------------------------------


def saved(image, kind, **how):
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def to_cmyk(rgb8):
    """Plain separation with full black generation, 0 = no ink."""
    v = rgb8.astype(np.float64) / 255
    black = 1 - v.max(axis=2)
    rest = np.maximum(1 - black, 1e-6)[..., None]
    cmy = (1 - v - black[..., None]) / rest
    return (np.dstack([cmy, black]) * 255 + 0.5).astype(np.uint8)


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def exif_orientation(value):
    exif = Image.Exif()
    exif[0x0112] = value
    return exif.tobytes()


def tiff16(rgb16):
    """Uncompressed 16-bit RGB; the usual writers of this script do 8 bits only."""
    height, width, _ = rgb16.shape
    data = rgb16.astype("<u2").tobytes()
    bits, pixels = 8, 8 + 6
    ifd = pixels + len(data)
    entries = [
        (256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, bits), (259, 3, 1, 1), (262, 3, 1, 2),
        (273, 4, 1, pixels), (277, 3, 1, 3), (278, 4, 1, height), (279, 4, 1, len(data)), (284, 3, 1, 1),
    ]  # fmt: skip
    out = b"II*\0" + struct.pack("<I", ifd) + struct.pack("<3H", 16, 16, 16) + data + struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        out += struct.pack("<HHII", tag, kind, count, value)
    return out + bytes(4)


def png16(rgb16):
    height, width, _ = rgb16.shape
    lines = rgb16.astype(">u2").reshape(height, -1).view(np.uint8).reshape(height, -1).astype(np.int16)
    # Filter "up" makes smooth pictures much smaller.
    up = np.vstack([lines[:1], (lines[1:] - lines[:-1])]).astype(np.uint8)
    raw = np.hstack([np.full((height, 1), 2, np.uint8), up]).tobytes()
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0))
        + png_chunk(b"IDAT", zlib.compress(raw, 9))
        + png_chunk(b"IEND", b"")
    )


def quarter(image):
    return image.resize((240, 320), Image.Resampling.LANCZOS)


# ---- the files ---------------------------------------------------------------------------------------------------


def odd_files(rgb8, clean8, alpha8):
    """name -> bytes. `clean8` is the portrait without camera noise, for formats that cannot compress noise."""
    import imagecodecs

    image = Image.fromarray(rgb8)
    clean = Image.fromarray(clean8)
    small = quarter(clean)
    jpeg = dict(quality=92, subsampling="4:2:0", dpi=(300, 300))
    files = {}
    files["reference.jpg"] = saved(image, "JPEG", **jpeg)
    files["progressive.jpg"] = saved(image, "JPEG", progressive=True, **jpeg)
    files["grey.jpg"] = saved(image.convert("L"), "JPEG", quality=92, dpi=(300, 300))
    # Four inks take more room than three colours: these are somewhat smaller than the portrait.
    cmyk = to_cmyk(np.array(clean.resize((360, 480), Image.Resampling.LANCZOS)))
    # Photoshop stores CMYK inverted (255 = no ink) and marks it with its APP14 segment; so does this encoder.
    files["cmyk-adobe-inverted.jpg"] = saved(Image.fromarray(cmyk, "CMYK"), "JPEG", quality=90)
    files["ycck-adobe-inverted.jpg"] = imagecodecs.jpeg8_encode(
        np.ascontiguousarray(255 - cmyk), level=90, colorspace="CMYK", outcolorspace="YCCK", subsampling="444"
    )
    files["cmyk-with-profile.jpg"] = saved(Image.fromarray(cmyk, "CMYK"), "JPEG", quality=90, icc_profile=icc_cmyk())
    # These two formats cannot shrink the picture, so the picture is small.
    deep = upscaled16(np.array(clean.resize((132, 176), Image.Resampling.LANCZOS)))
    files["16-bit.png"] = png16(deep)
    files["16-bit.tif"] = tiff16(deep)
    opaque = np.dstack([np.array(small), np.full((320, 240), 255, np.uint8)])
    files["alpha-opaque.png"] = saved(Image.fromarray(opaque), "PNG", optimize=True)
    cut = np.array(quarter(Image.fromarray(alpha8)))
    hidden = np.where(cut[..., None] > 0, np.array(small), 0).astype(np.uint8)  # black where nothing is to be seen
    files["alpha-cutout.png"] = saved(Image.fromarray(np.dstack([hidden, cut])), "PNG", optimize=True)
    files["palette.png"] = saved(clean.quantize(96, dither=Image.Dither.NONE), "PNG", optimize=True)
    files["lossy.webp"] = saved(image, "WEBP", quality=88, method=6)
    files["small.bmp"] = saved(clean.resize((192, 256), Image.Resampling.LANCZOS), "BMP")
    files["deflate.tif"] = saved(small, "TIFF", compression="tiff_adobe_deflate")
    turned = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    for value, turn in turned.items():
        files[f"exif-orientation-{value}.jpg"] = saved(
            image.transpose(turn), "JPEG", exif=exif_orientation(value), **jpeg
        )
    files["display-p3.jpg"] = saved(
        Image.fromarray(into(rgb8, "Display P3")), "JPEG", icc_profile=icc("Display P3"), **jpeg
    )
    adobe = "Adobe RGB (1998) compatible"
    files["adobe-rgb.jpg"] = saved(Image.fromarray(into(rgb8, adobe)), "JPEG", icc_profile=icc(adobe), **jpeg)
    second = small.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    frames = dict(save_all=True, duration=400, loop=0)
    tiny = [f.resize((192, 256), Image.Resampling.LANCZOS) for f in (small, second)]
    paletted = [f.quantize(64, dither=Image.Dither.NONE) for f in (small, second)]
    files["animated-gif-renamed.jpg"] = saved(paletted[0], "GIF", append_images=paletted[1:], **frames)
    files["animated.webp"] = saved(small, "WEBP", append_images=[second], quality=85, **frames)
    files["animated.png"] = saved(tiny[0], "PNG", append_images=tiny[1:], **frames)
    return files


def upscaled16(rgb8):
    """8 to 16 bits with values in between, so that the low byte carries something."""
    wide = rgb8.astype(np.float64)
    soft = (wide + np.roll(wide, 1, 0) * 0.06 + np.roll(wide, 1, 1) * 0.06) / 1.12
    return (np.clip(soft, 0, 255) * 257 + 0.5).astype(np.uint16)


def broken_files(jpeg, png):
    """name -> bytes; every one must be refused with a reason."""
    files = {}
    files["empty.jpg"] = b""
    files["truncated.jpg"] = jpeg[: len(jpeg) * 2 // 5]
    files["truncated.png"] = png[: len(png) // 2]
    files["text.jpg"] = b"This is a text file that somebody renamed.\nIt holds no picture.\n"
    files["one-pixel.png"] = saved(Image.new("RGB", (1, 1), (100, 197, 255)), "PNG")
    stub = zlib.compress(bytes(64), 9)
    files["huge-header.png"] = (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0))
        + png_chunk(b"IDAT", stub)
        + png_chunk(b"IEND", b"")
    )
    at = jpeg.find(b"\xff\xc0")
    files["huge-header.jpg"] = jpeg[: at + 5] + struct.pack(">HH", 65500, 65500) + jpeg[at + 9 : at + 2000] + b"\xff\xd9"
    return files
