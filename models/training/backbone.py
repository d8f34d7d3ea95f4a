"""The ImageNet backbone's int8 TFLite file as float weights, layer by layer."""

from pathlib import Path

import numpy as np
import tflite

from dataset import REPOSITORY

DEFAULT_BACKBONE = REPOSITORY.parent / "shared/data/backbone/mobilenet_v2_1.0_224_int8.tflite"
CONVOLUTIONS = (tflite.BuiltinOperator.CONV_2D, tflite.BuiltinOperator.DEPTHWISE_CONV_2D)
STORAGE = {tflite.TensorType.INT8: np.int8, tflite.TensorType.INT32: np.int32}


def dequantized(model, tensor) -> np.ndarray:
    """Per-channel scale times (stored value - zero point)."""
    stored = np.frombuffer(model.Buffers(tensor.Buffer()).DataAsNumpy(), STORAGE[tensor.Type()])
    values = stored.reshape(tensor.ShapeAsNumpy()).astype(np.float64)
    quantization = tensor.Quantization()
    scale = quantization.ScaleAsNumpy().astype(np.float64)
    shape = [1] * values.ndim
    shape[quantization.QuantizedDimension()] = len(scale)
    return ((values - quantization.ZeroPointAsNumpy().reshape(-1)[0]) * scale.reshape(shape)).astype(np.float32)


def read_layers(path: Path) -> list[tuple[np.ndarray, np.ndarray]]:
    """(weight as output x input x height x width, bias) of every convolution, first to last.

    Batch-norm is already folded into them.
    """
    model = tflite.Model.GetRootAs(path.read_bytes(), 0)
    graph = model.Subgraphs(0)
    layers = []
    for position in range(graph.OperatorsLength()):
        operator = graph.Operators(position)
        code = model.OperatorCodes(operator.OpcodeIndex())
        kind = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
        if kind not in CONVOLUTIONS:
            continue
        weight = dequantized(model, graph.Tensors(operator.Inputs(1)))
        bias = dequantized(model, graph.Tensors(operator.Inputs(2)))
        # stored as output, height, width, input; depthwise as 1, height, width, channel
        axes = (0, 3, 1, 2) if kind == tflite.BuiltinOperator.CONV_2D else (3, 0, 1, 2)
        layers.append((np.ascontiguousarray(weight.transpose(axes)), bias))
    return layers
