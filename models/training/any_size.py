"""Let the network's graph take pictures of any size: nothing in it depends on the size that it was traced with.

Both sides must be multiples of 32, the product of the strides. Weights and nodes stay as they are.
"""

import argparse
from pathlib import Path

import onnx

AXES = {"picture": {1: "height", 2: "width"}, "chances": {1: "rows", 2: "columns"}}


def with_any_size(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph with free rows and columns in its picture and in its chances."""
    free = onnx.ModelProto()
    free.CopyFrom(model)
    for tensor in (*free.graph.input, *free.graph.output):
        for axis, name in AXES[tensor.name].items():
            tensor.type.tensor_type.shape.dim[axis].dim_param = name
    onnx.checker.check_model(free, full_check=True)
    return free


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="ONNX file, rewritten in place")
    path = parser.parse_args().model
    onnx.save(with_any_size(onnx.load(path)), path)


if __name__ == "__main__":
    main()
