"""Start a network from the ImageNet backbone, or from an exported face-parsing network."""

from pathlib import Path

import numpy as np
import onnx
import torch

from backbone import DEFAULT_BACKBONE, read_layers
from dataset import Portraits
from metrics import shrink
from network import FaceParser, calibrate, conv_norms

__all__ = ["DEFAULT_BACKBONE", "all_from_onnx", "from_backbone", "from_onnx"]
CALIBRATION_PICTURES = 24


def calibration_batch(portraits: Portraits, size: int) -> torch.Tensor:
    pictures = [shrink(picture, size) for picture in portraits.pictures[:CALIBRATION_PICTURES]]
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 255


def from_backbone(network: FaceParser, path: Path, portraits: Portraits, size: int) -> None:
    """The encoder from the backbone; the decoder stays random."""
    encoder = [layer for _, layer in conv_norms(network.encoder)]
    # the file goes on to the classifier, which has no place here
    for layer, (weight, bias) in zip(encoder, read_layers(path)):
        layer.set_folded(torch.from_numpy(weight), torch.from_numpy(bias))
    calibrate(network, calibration_batch(portraits, size), encoder)


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """Weights and biases by name; those of an eight-bit graph as the numbers that they stand for."""
    stored = {item.name: onnx.numpy_helper.to_array(item) for item in onnx.load(path).graph.initializer}
    weights = dict(stored)
    for name, integers in stored.items():
        if not name.endswith("_quantized"):
            continue
        scale = stored.get(f"{name}_scale", stored.get(f"{name.removesuffix('_quantized')}_scale"))
        # one scale a channel, which is the first axis
        shape = [-1] + [1] * (integers.ndim - 1)
        weights[name.removesuffix("_quantized")] = integers.astype(np.float32) * scale.reshape(shape)
    return {name: torch.from_numpy(np.array(values)) for name, values in weights.items()}


def from_onnx(network: FaceParser, path: Path, portraits: Portraits, size: int) -> None:
    """Everything from an exported network, whose batch-norm is folded into the convolutions."""
    stored = read_weights(path)
    layers = conv_norms(network)
    for name, layer in layers:
        layer.set_folded(stored[f"{name}.conv.weight"], stored[f"{name}.conv.bias"])
    with torch.no_grad():
        for name in ("context", "classify"):
            plain = getattr(network, name)
            plain.weight.copy_(stored[f"{name}.weight"])
            plain.bias.copy_(stored[f"{name}.bias"])
    calibrate(network, calibration_batch(portraits, size), [layer for _, layer in layers])


def all_from_onnx(paths: list[Path], portraits: Portraits, size: int) -> list[FaceParser]:
    """Exported networks, one for each file."""
    networks = [FaceParser() for _ in paths]
    for network, path in zip(networks, paths):
        from_onnx(network, path, portraits, size)
    return networks
