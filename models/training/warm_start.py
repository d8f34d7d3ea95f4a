"""Start a network from the ImageNet backbone, or from an exported face-parsing network."""

from pathlib import Path

import numpy as np
import onnx
import torch

from backbone import DEFAULT_BACKBONE, read_layers
from dataset import Portraits
from metrics import shrink
from network import FaceParser, calibrate, conv_norms

__all__ = ["DEFAULT_BACKBONE", "from_backbone", "from_onnx"]
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


def from_onnx(network: FaceParser, path: Path, portraits: Portraits, size: int) -> None:
    """Everything from an exported network, whose batch-norm is folded into the convolutions."""
    stored = {
        item.name: torch.from_numpy(onnx.numpy_helper.to_array(item).copy())
        for item in onnx.load(path).graph.initializer
    }
    layers = conv_norms(network)
    for name, layer in layers:
        layer.set_folded(stored[f"{name}.conv.weight"], stored[f"{name}.conv.bias"])
    with torch.no_grad():
        for name in ("context", "classify"):
            plain = getattr(network, name)
            plain.weight.copy_(stored[f"{name}.weight"])
            plain.bias.copy_(stored[f"{name}.bias"])
    calibrate(network, calibration_batch(portraits, size), [layer for _, layer in layers])
