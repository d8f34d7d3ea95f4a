"""Let the network's graph take pictures of any size: nothing in it depends on the size that it was traced with.

Both sides must be multiples of 32, the product of the strides. Weights and nodes stay as they are. Every map between them has its
rows and columns named by their share of the picture's: ONNX Runtime adds one map within the convolution that makes the other
only where it sees that both have one shape.
"""

import argparse
from pathlib import Path

import onnx
from onnx import helper, shape_inference

# Names of rows and columns, of the picture and of the chances.
PICTURE, CHANCES = ("height", "width"), ("rows", "columns")
# A multiple of 32 at which the shapes between are read off.
SIDE = 352
STRIDES = (1, 2, 4, 8, 16, 32)


def names(stride: int) -> tuple[str, str]:
    """Of the rows and columns of a map that has one for every `stride` pixels."""
    return {1: PICTURE, 2: CHANCES}.get(stride, tuple(f"{axis}/{stride}" for axis in PICTURE))


def set_sides(model: onnx.ModelProto, side: int | None) -> None:
    """Give picture and chances their length in rows and columns, or the names of those axes."""
    for tensor, stride in ((model.graph.input[0], 1), (model.graph.output[0], 2)):
        # both have the channels last
        for axis, name in zip(tensor.type.tensor_type.shape.dim[1:3], names(stride)):
            if side is None:
                axis.dim_param = name
            else:
                axis.dim_value = side // stride


def with_any_size(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph with free rows and columns in its picture, in its chances and between."""
    sized = onnx.ModelProto()
    sized.CopyFrom(model)
    del sized.graph.value_info[:]
    set_sides(sized, SIDE)
    inferred = shape_inference.infer_shapes(sized, strict_mode=True).graph.value_info
    stride_of = {SIDE // stride: stride for stride in STRIDES}

    free = onnx.ModelProto()
    free.CopyFrom(sized)
    set_sides(free, None)
    for tensor in inferred:
        shape = [axis.dim_value for axis in tensor.type.tensor_type.shape.dim]
        # maps have the channels first; what has no rows and columns keeps its size
        if len(shape) == 4 and shape[2] == shape[3] and shape[2] in stride_of:
            named = helper.make_tensor_value_info(
                tensor.name, tensor.type.tensor_type.elem_type, [*shape[:2], *names(stride_of[shape[2]])]
            )
            free.graph.value_info.append(named)
    onnx.checker.check_model(free, full_check=True)
    return free


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="ONNX file, rewritten in place")
    path = parser.parse_args().model
    onnx.save(with_any_size(onnx.load(path)), path)


if __name__ == "__main__":
    main()
