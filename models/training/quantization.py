"""The network as it computes in eight bits: training against the rounding, and the ONNX graph that does it.

Activations have 256 levels over their range, weights 127 levels a channel: one bit is left free, because processors
without the newer instructions add two products in 16 bits and would overflow. So every processor computes the same.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn
from torch.nn import functional

from network import ConvNorm, FaceParser, InvertedResidual, Refine, conv_norms

# Largest weight as an integer: seven bits with the sign.
LARGEST_WEIGHT = 63
# Share of a new batch's range in the running one.
FOLLOWING = 0.05
QUANTIZED = ["Conv", "Add", "Concat", "Resize", "Relu", "Clip"]


class Range(nn.Module):
    """The running range of a tensor; rounds what passes to 256 levels in it."""

    def __init__(self):
        super().__init__()
        self.register_buffer("low", torch.tensor(0.0))
        self.register_buffer("high", torch.tensor(0.0))
        self.frozen = False

    def forward(self, x):
        if self.training and not self.frozen:
            self.follow(x.detach())
        scale = ((self.high - self.low) / 255).clamp(min=1e-8)
        zero = torch.round(-self.low / scale).clamp(0, 255).to(torch.int32)
        return torch.fake_quantize_per_tensor_affine(x.float(), scale, zero, 0, 255).to(x.dtype)

    @torch.no_grad()
    def follow(self, x):
        # zero is always a level: padding needs it
        low, high = x.amin().float().clamp(max=0), x.amax().float().clamp(min=0)
        share = 1.0 if self.high == self.low else FOLLOWING
        self.low.lerp_(low, share)
        self.high.lerp_(high, share)


class RoundedConv(nn.Conv2d):
    """A convolution with rounded weights, started from another one."""

    @classmethod
    def of(cls, weight: torch.Tensor, bias: torch.Tensor, conv: nn.Conv2d) -> "RoundedConv":
        rounded = cls(
            conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, conv.padding, groups=conv.groups
        )
        with torch.no_grad():
            rounded.weight.copy_(weight)
            rounded.bias.copy_(bias)
        return rounded

    def forward(self, x):
        scale = self.weight.detach().float().abs().amax((1, 2, 3)).clamp(min=1e-8) / LARGEST_WEIGHT
        zero = torch.zeros_like(scale, dtype=torch.int32)
        weight = torch.fake_quantize_per_channel_affine(
            self.weight.float(), scale, zero, 0, -LARGEST_WEIGHT, LARGEST_WEIGHT
        )
        return functional.conv2d(
            x, weight.to(x.dtype), self.bias.to(x.dtype), self.stride, self.padding, self.dilation, self.groups
        )


def rounded(network: FaceParser) -> FaceParser:
    """The network with batch-norm folded; weights, convolutions and sums of blocks are rounded. Changed in place."""
    for _, layer in conv_norms(network):
        weight, bias = layer.folded()
        layer.conv, layer.norm = RoundedConv.of(weight, bias, layer.conv), nn.Identity()
    for name in ("context", "classify"):
        plain = getattr(network, name)
        setattr(network, name, RoundedConv.of(plain.weight, plain.bias, plain))
    places = [
        module
        for module in network.modules()
        if isinstance(module, (ConvNorm, Refine, nn.ReLU)) or (isinstance(module, InvertedResidual) and module.residual)
    ]
    network.ranges = nn.ModuleList(Range() for _ in places)
    for place, limits in zip(places, network.ranges):
        place.register_forward_hook(lambda _module, _given, result, limits=limits: limits(result))
    return network


def freeze(network: FaceParser) -> None:
    """From here on the ranges stay."""
    for limits in network.ranges:
        limits.frozen = True


class Pictures(CalibrationDataReader):
    """Pictures as the exported graph wants them, one after the other."""

    def __init__(self, pictures: list[np.ndarray]):
        self.feeds = iter([{"picture": picture[None].astype(np.float32) / 255} for picture in pictures])

    def get_next(self):
        return next(self.feeds, None)


def quantize(source: Path, target: Path, pictures: list[np.ndarray]) -> None:
    """The float graph in `source` as one of eight bits; ranges are those that `pictures` (RGB, 8 bit) give."""
    prepared = target.with_suffix(".prepared.onnx")
    quant_pre_process(source, prepared, skip_symbolic_shape=True)
    quantize_static(
        prepared,
        target,
        Pictures(pictures),
        quant_format=QuantFormat.QDQ,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=QUANTIZED,
    )
    prepared.unlink()
    model = onnx.load(target)
    # the tool's own remarks would differ from run to run
    del model.metadata_props[:]
    onnx.save(model, target)
