"""The face-parsing network: a MobileNetV2 encoder and a light decoder with skips."""

import torch
from torch import nn
from torch.nn import functional

from classes import COUNT

# expansion, channels, repeats, stride - MobileNetV2 1.0
STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
# decoder channels at 1/2, 1/4, 1/8, 1/16 and 1/32 of the input
WIDTHS = (32, 48, 64, 96, 128)


class ConvNorm(nn.Module):
    """Convolution, batch-norm and, where wanted, a clipped rectifier."""

    def __init__(self, inputs, outputs, kernel=1, stride=1, groups=1, active=True):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.act = nn.ReLU6() if active else nn.Identity()

    def forward(self, x):
        return self.act(self.norm(self.conv(x)))

    @torch.no_grad()
    def folded(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Weight and bias of the one convolution that does the same."""
        factor = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        return self.conv.weight * factor[:, None, None, None], self.norm.bias - self.norm.running_mean * factor

    @torch.no_grad()
    def set_folded(self, weight: torch.Tensor, bias: torch.Tensor) -> None:
        """Take over a folded convolution: batch-norm only adds the bias, until it is calibrated."""
        if weight.shape != self.conv.weight.shape:
            raise ValueError(f"weight {tuple(weight.shape)} where {tuple(self.conv.weight.shape)} is wanted")
        self.conv.weight.copy_(weight)
        self.norm.running_mean.zero_()
        self.norm.running_var.fill_(1 - self.norm.eps)
        self.norm.weight.fill_(1)
        self.norm.bias.copy_(bias)


class DropPath(nn.Module):
    """In training, leave a shortcut's other branch out for some of the samples."""

    def __init__(self, chance: float):
        super().__init__()
        self.chance = chance

    def forward(self, x):
        if not self.training or self.chance == 0:
            return x
        keep = torch.rand(x.shape[0], 1, 1, 1, device=x.device) >= self.chance
        return x * (keep / (1 - self.chance)).to(x.dtype)


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion, drop=0.0):
        super().__init__()
        hidden = inputs * expansion
        layers = [] if expansion == 1 else [ConvNorm(inputs, hidden)]
        layers += [ConvNorm(hidden, hidden, 3, stride, hidden), ConvNorm(hidden, outputs, active=False)]
        self.layers = nn.Sequential(*layers)
        self.residual = stride == 1 and inputs == outputs
        self.drop = DropPath(drop)

    def forward(self, x):
        return x + self.drop(self.layers(x)) if self.residual else self.layers(x)


class Encoder(nn.Module):
    """Features at 1/2 (twice: before and after the first block), 1/4, 1/8, 1/16 and 1/32."""

    def __init__(self, drop=0.0):
        super().__init__()
        self.stem = ConvNorm(3, 32, 3, 2)
        blocks, inputs = [], 32
        for depth, (expansion, channels, repeats, stride) in enumerate(STAGES):
            stage = []
            for repeat in range(repeats):
                # late blocks are left out more often: they are the ones that learn pictures by heart
                chance = drop * depth / (len(STAGES) - 1)
                stage.append(InvertedResidual(inputs, channels, stride if repeat == 0 else 1, expansion, chance))
                inputs = channels
            blocks.append(nn.Sequential(*stage))
        self.stages = nn.ModuleList(blocks)

    def forward(self, x):
        stem = self.stem(x)
        features = [stem]
        for stage in self.stages:
            features.append(stage(features[-1]))
        _, half, quarter, eighth, _, sixteenth, _, deep = features
        return stem, half, quarter, eighth, sixteenth, deep


class Refine(nn.Module):
    """A depthwise and a pointwise convolution with a shortcut."""

    def __init__(self, channels, kernel):
        super().__init__()
        self.depthwise = ConvNorm(channels, channels, kernel, groups=channels, active=False)
        self.pointwise = ConvNorm(channels, channels)

    def forward(self, x):
        return x + self.pointwise(self.depthwise(x))


class Merge(nn.Module):
    """The coarser map, doubled, plus the skip; refined."""

    def __init__(self, coarse, skip, width, kernel, depth):
        super().__init__()
        self.reduce = ConvNorm(coarse, width, active=False)
        self.lateral = ConvNorm(skip, width, active=False)
        self.join = nn.ReLU()
        self.refine = nn.Sequential(*[Refine(width, kernel) for _ in range(depth)])

    def forward(self, coarse, skip):
        doubled = functional.interpolate(self.reduce(coarse), scale_factor=2, mode="nearest")
        return self.refine(self.join(doubled + self.lateral(skip)))


class FaceParser(nn.Module):
    """RGB 0..1, batch x 3 x size x size, to class scores at half the size.

    `drop` leaves out blocks of the encoder, and channels before the bottom and the classes; in training only.
    """

    def __init__(self, widths=WIDTHS, drop=0.0):
        super().__init__()
        w2, w4, w8, w16, w32 = widths
        self.encoder = Encoder(drop)
        self.drop = nn.Dropout2d(drop)
        self.bottom = ConvNorm(320, w32)
        self.context = nn.Conv2d(w32, w32, 1)
        self.merge16 = Merge(w32, 96, w16, 5, 2)
        self.merge8 = Merge(w16, 32, w8, 5, 2)
        self.merge4 = Merge(w8, 24, w4, 5, 2)
        self.merge2 = Merge(w4, 48, w2, 3, 2)
        self.classify = nn.Conv2d(w2, COUNT, 1)

    def forward(self, x):
        # the backbone was trained on -1..1
        stem, half, quarter, eighth, sixteenth, deep = self.encoder(x * 2 - 1)
        bottom = self.bottom(self.drop(deep))
        bottom = bottom + self.context(bottom.mean((2, 3), keepdim=True))
        x = self.merge16(bottom, sixteenth)
        x = self.merge8(x, eighth)
        x = self.merge4(x, quarter)
        x = self.merge2(x, torch.cat([stem, half], 1))
        return self.classify(self.drop(x))


def conv_norms(module: nn.Module) -> list[tuple[str, ConvNorm]]:
    """In the order in which the network runs them."""
    return [(name, child) for name, child in module.named_modules() if isinstance(child, ConvNorm)]


@torch.no_grad()
def calibrate(network: FaceParser, batch: torch.Tensor, only: list[ConvNorm]) -> None:
    """Give batch-norm the statistics of these pictures without changing what the layers compute.

    A folded layer has none of its own; trained on without them, its first steps would undo it.
    """
    found, handles = {}, []

    def keep(layer):
        def hook(_module, _inputs, output):
            found[layer] = (output.mean((0, 2, 3)), output.var((0, 2, 3), unbiased=False))

        return hook

    for layer in only:
        handles.append(layer.conv.register_forward_hook(keep(layer)))
    network.eval()
    network(batch)
    for handle in handles:
        handle.remove()
    for layer in only:
        mean, variance = found[layer]
        norm = layer.norm
        # the layer computed output + bias so far, and must go on doing so
        norm.bias.add_(mean)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
