"""Write a checkpoint's averaged weights, or the mean of several, as ONNX, batch-norm folded, pre-processing inside."""

import argparse
from pathlib import Path

import onnx
import torch
from torch import nn

from any_size import with_any_size
from averaging import mean_state
from network import FaceParser, conv_norms

HERE = Path(__file__).resolve().parent
DEFAULT_OUTPUT = HERE.parent / "face_parsing.onnx"
MAX_BYTES = 10_000_000


class Product(FaceParser):
    """RGB 0..1 as 1 x height x width x 3 in; chances as 1 x height/2 x width/2 x class out."""

    def forward(self, x):
        # class last: a pixel's chances lie together in memory, and softmax needs no transposition
        return torch.softmax(super().forward(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1), -1)


def fold(network: FaceParser) -> None:
    """Replace every convolution and batch-norm by the one convolution that does the same."""
    for _, layer in conv_norms(network):
        weight, bias = layer.folded()
        layer.conv.weight.copy_(weight)
        layer.conv.bias = nn.Parameter(bias.clone())
        layer.norm = nn.Identity()


@torch.no_grad()
def folded_product(state: dict) -> Product:
    """The network with these weights, batch-norm folded; weights that are folded already are taken as they are."""
    network = Product().eval()
    if any(".norm." in name for name in state):
        network.load_state_dict(state)
        fold(network)
    else:
        fold(network)
        # ranges of a network that was trained against rounding have no place in the float graph
        network.load_state_dict({name: state[name] for name in network.state_dict()})
    return network


def write(network: Product, size: int, path: Path) -> None:
    """The ONNX graph of the network, which takes pictures of any size."""
    # the tracing exporter keeps the parameters' names, which a later warm start looks up
    torch.onnx.export(
        network,
        torch.rand(1, size, size, 3),
        str(path),
        opset_version=17,
        input_names=["picture"],
        output_names=["chances"],
        dynamo=False,
    )
    onnx.save(with_any_size(onnx.load(path)), path)
    refuse_large(path)


def refuse_large(path: Path) -> None:
    """Stop if the file is larger than the product takes."""
    if path.stat().st_size > MAX_BYTES:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes, more than {MAX_BYTES}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="*", default=[HERE / "runs/default/last.pt"])
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    options = parser.parse_args()
    contents = [torch.load(path, map_location="cpu", weights_only=True) for path in options.checkpoints]
    state = mean_state([content["average"] for content in contents])
    write(folded_product(state), contents[-1]["size"], options.output)
    steps = ", ".join(str(content["step"]) for content in contents)
    print(f"{options.output}: {options.output.stat().st_size} bytes, step {steps}")


if __name__ == "__main__":
    main()
