#!/usr/bin/env python3
"""Makes the ONNX models in this folder from the TFLite models inside the PyPI package mediapipe.

    python3 models/convert.py                     make the models and check them against manifest.toml
    python3 models/convert.py --check             only check the files that are there (needs no packages)
    python3 models/convert.py --update-manifest   make the models and write their hashes into manifest.toml

The script makes its own virtual environment in models/.venv from requirements.txt and runs itself again inside it.
The files come out the same, byte for byte, whenever and wherever it runs: which names tf2onnx gives, and how many
changes of axis order it manages to remove, differs from run to run, so the rest are removed here and every node and
tensor is named anew, in an order that follows from the network alone.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MANIFEST = HERE / "manifest.toml"
REQUIREMENTS = HERE / "requirements.txt"
VENV = HERE / ".venv"
CACHE = HERE / ".cache"

OPSET = 17
IR_VERSION = 8
SAME_WITHIN = 1e-3


@dataclass(frozen=True)
class Wheel:
    """A wheel that is read as a zip file and never installed; the platform only selects which of the files."""

    requirement: str
    sha256: str


MEDIAPIPE = Wheel("mediapipe==0.10.14", "a807328339e7356fda0bb14df12fedbf1d33bdf81649c5f8666b0026b1cc30b4")
# Holds astronaut.png, a public-domain portrait: the real input for the comparison.
SCIKIT_IMAGE = Wheel("scikit-image==0.25.2", "24cc986e1f4187a12aa319f777b36008764e856e5013666a4a83f8df083c2641")


@dataclass(frozen=True)
class Model:
    """One model to convert, with the names and shapes it shall have afterwards."""

    file: str
    source: str
    outputs: dict[str, tuple[str, list[int]]]  # TFLite name -> (new name, new shape)
    range: tuple[float, float]
    crop: tuple[int, int, int, int]  # left, upper, right, lower in astronaut.png, about what the model expects to see


MODELS = [
    Model(
        "face_detection.onnx",
        "mediapipe/modules/face_detection/face_detection_short_range.tflite",
        {"regressors": ("boxes", [1, 896, 16]), "classificators": ("scores", [1, 896])},
        (-1.0, 1.0),
        (60, 0, 380, 320),
    ),
    Model(
        "face_landmarks.onnx",
        "mediapipe/modules/face_landmark/face_landmark.tflite",
        {"conv2d_21": ("landmarks", [1, 468, 3]), "conv2d_31": ("presence", [1, 1])},
        (0.0, 1.0),
        (145, 45, 305, 205),
    ),
    Model(
        "person_segmentation.onnx",
        "mediapipe/modules/selfie_segmentation/selfie_segmentation.tflite",
        {"activation_10": ("mask", [1, 256, 256])},
        (0.0, 1.0),
        (0, 0, 512, 512),
    ),
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="only check the files that are there")
    choice.add_argument("--update-manifest", action="store_true", help="write the new hashes into manifest.toml")
    options = parser.parse_args()

    if not options.check:
        enter_virtual_environment()
        mediapipe = fetch(MEDIAPIPE)
        portrait = fetch(SCIKIT_IMAGE)
        for model in MODELS:
            convert(model, mediapipe, portrait)
        if options.update_manifest:
            update_manifest()
    return check_manifest()


def enter_virtual_environment() -> None:
    """Runs this script again with the pinned packages, unless it already runs with them."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = VENV / "requirements.sha256"
    wanted = sha256(REQUIREMENTS.read_bytes())
    if not stamp.exists() or stamp.read_text() != wanted:
        print("installing the pinned packages into models/.venv")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
            + ["--requirement", str(REQUIREMENTS)],
            check=True,
        )
        stamp.write_text(wanted)
    if Path(sys.prefix).resolve() != VENV.resolve():
        environment = dict(os.environ, TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="", TF_ENABLE_ONEDNN_OPTS="0")
        sys.exit(subprocess.run([str(python), __file__, *sys.argv[1:]], env=environment).returncode)


def fetch(wheel: Wheel) -> zipfile.ZipFile:
    """Returns the wheel, from the cache or from the package index; refuses a file with another hash."""
    CACHE.mkdir(exist_ok=True)
    name = wheel.requirement.split("==")[0].replace("-", "_")
    found = [path for path in CACHE.glob(f"{name}-*.whl") if sha256(path.read_bytes()) == wheel.sha256]
    if not found:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
            + ["--only-binary=:all:", "--implementation=cp", "--python-version=3.11"]
            + ["--platform=manylinux_2_17_x86_64", f"--dest={CACHE}", wheel.requirement],
            check=True,
        )
        found = [path for path in CACHE.glob(f"{name}-*.whl") if sha256(path.read_bytes()) == wheel.sha256]
    if not found:
        raise SystemExit(f"{wheel.requirement}: the file fetched does not have the expected SHA-256 {wheel.sha256}")
    return zipfile.ZipFile(found[0])


def convert(model: Model, mediapipe: zipfile.ZipFile, portrait: zipfile.ZipFile) -> None:
    """Writes one ONNX file and compares it with the TFLite model."""
    import onnx

    tflite = mediapipe.read(model.source)
    converted = read_tflite(tflite)
    replace_transposed_convolution(converted.graph)
    name_inputs_and_outputs(converted.graph, model)
    keep_channels_first(converted)
    replace_parametric_rectifiers(converted.graph)
    finished = in_canonical_form(converted, name=model.file.removesuffix(".onnx"))
    onnx.checker.check_model(finished, full_check=True)
    (HERE / model.file).write_bytes(finished.SerializeToString(deterministic=True))
    compare(model, tflite, portrait)


def read_tflite(tflite: bytes):
    """TFLite bytes to an ONNX model, as tf2onnx gives it."""
    import onnx

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "model.tflite"), Path(folder, "model.onnx")
        source.write_bytes(tflite)
        command = [sys.executable, "-m", "tf2onnx.convert", "--tflite", str(source), "--output", str(target)]
        run = subprocess.run([*command, "--opset", str(OPSET)], capture_output=True, text=True)
        if run.returncode != 0:
            raise SystemExit(f"tf2onnx failed:\n{run.stderr}")
        return onnx.load(target)


def replace_transposed_convolution(graph) -> None:
    """Puts an ONNX ConvTranspose where tf2onnx left a TFLite operator that it does not know.

    The operator works on height × width × channels, with weights [out, height, width, in]; ConvTranspose wants channels
    first, with weights [in, out, height, width]. Kernel and stride are both 2, so that no padding is needed.
    """
    import numpy
    from onnx import helper, numpy_helper

    foreign = [node for node in graph.node if node.op_type.startswith("TFL_")]
    for node in foreign:
        if node.op_type != "TFL_Convolution2DTransposeBias":
            raise SystemExit(f"unexpected foreign operator {node.op_type}")
        constants = {tensor.name: tensor for tensor in graph.initializer}
        to_channels_last = next(other for other in graph.node if other.output[0] == node.input[0])
        assert to_channels_last.op_type == "Transpose"
        weights = numpy_helper.to_array(constants[node.input[1]])
        assert weights.shape[1:3] == (2, 2)
        graph.initializer.append(
            numpy_helper.from_array(numpy.ascontiguousarray(weights.transpose(3, 0, 1, 2)), "transposed_weights")
        )
        at = list(graph.node).index(node)
        graph.node.remove(node)
        graph.node.insert(
            at,
            helper.make_node(
                "ConvTranspose",
                [to_channels_last.input[0], "transposed_weights", node.input[2]],
                ["channels_first"],
                kernel_shape=[2, 2],
                strides=[2, 2],
            ),
        )
        # One output channel: moving it to the end changes nothing but the shape, and the shape is set later.
        assert weights.shape[0] == 1
        for other in graph.node:
            for place, name in enumerate(other.input):
                if name == node.output[0]:
                    other.input[place] = "channels_first"


def name_inputs_and_outputs(graph, model: Model) -> None:
    """Gives the outputs the names and shapes of the manifest; the numbers and their order stay."""
    import numpy
    from onnx import TensorProto, helper, numpy_helper

    assert len(graph.input) == 1
    old_input = graph.input[0].name
    for node in graph.node:
        for place, name in enumerate(node.input):
            if name == old_input:
                node.input[place] = "image"
    graph.input[0].name = "image"

    found = [output.name for output in graph.output]
    assert sorted(found) == sorted(model.outputs), found
    del graph.output[:]
    for old, (new, shape) in model.outputs.items():
        producer = next(node for node in graph.node if old in node.output)
        constant = f"shape of {new}"
        graph.initializer.append(numpy_helper.from_array(numpy.array(shape, dtype=numpy.int64), constant))
        if producer.op_type == "Reshape":
            producer.input[1] = constant
            producer.output[0] = new
        else:
            graph.node.append(helper.make_node("Reshape", [old, constant], [new]))
        graph.output.append(helper.make_tensor_value_info(new, TensorProto.FLOAT, shape))


def keep_channels_first(model) -> None:
    """Removes changes of axis order inside the network, so that every inner tensor is batch, channel, row, column.

    What stays is the change right after the input and the ones that order the numbers of an output.
    """
    from onnx import shape_inference

    graph = model.graph
    inferred = shape_inference.infer_shapes(model, strict_mode=True).graph
    shapes = {
        value.name: [size.dim_value for size in value.type.tensor_type.shape.dim]
        for value in [*inferred.value_info, *inferred.input, *inferred.output]
    }
    outputs = {output.name for output in graph.output}
    final = {node.input[0] for node in graph.node if node.op_type == "Reshape" and len(shapes[node.output[0]]) != 4}

    def only_changes_order(node) -> bool:
        if node.op_type == "Transpose":
            return node.input[0] != "image" and node.output[0] not in final
        # From 1×1×1×C to 1×C×1×1 and back, or no change at all.
        return node.op_type == "Reshape" and node.output[0] not in outputs and len(shapes[node.output[0]]) == 4

    removed = [node for node in graph.node if only_changes_order(node)]
    if not removed:
        return
    indifferent = {"Add", "HardSwish", "Mul", "Relu", "Sigmoid"}
    channels_first = {"AveragePool", "Conv", "ConvTranspose", "Resize"}
    others = {node.op_type for node in graph.node if node not in removed} - {"Transpose", "Reshape"}
    assert others <= indifferent | channels_first, others
    constants = {tensor.name for tensor in graph.initializer}
    assert not any(constants & set(node.input) for node in graph.node if node.op_type in indifferent)
    for node in removed:
        graph.node.remove(node)
        for other in [*graph.node, *removed]:
            for place, name in enumerate(other.input):
                if name == node.output[0]:
                    other.input[place] = node.input[0]
    del graph.value_info[:]


def replace_parametric_rectifiers(graph) -> None:
    """Puts a * x + (1 - a) * max(x, 0) where a channel's PRelu of slope a stood: the same, in convolutions of one pixel.

    On x86, ONNX Runtime keeps channels in blocks of the processor's width from one convolution to the next, but has no PRelu for
    blocks: it would put the tensor in plain order and back for each, which takes longer than all else in the network.
    """
    import numpy
    from onnx import helper, numpy_helper

    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.op_type != "PRelu":
            nodes.append(node)
            continue
        (value, slope), (result,) = node.input, node.output
        if constants[slope].shape[-2:] != (1, 1):
            raise SystemExit(f"unexpected slopes of the shape {constants[slope].shape}: one a channel is expected")
        slopes = constants[slope].reshape(-1, 1, 1, 1)
        scales = {"line": slopes, "rest": (1 - slopes).astype(numpy.float32)}
        for part, scale in scales.items():
            graph.initializer.append(numpy_helper.from_array(numpy.ascontiguousarray(scale), f"{result} {part} scale"))

        def scaled(tensor: str, part: str):
            return helper.make_node(
                "Conv", [tensor, f"{result} {part} scale"], [f"{result} {part}"], group=len(slopes), kernel_shape=[1, 1]
            )

        nodes += [
            helper.make_node("Relu", [value], [f"{result} positive"]),
            scaled(value, "line"),
            scaled(f"{result} positive", "rest"),
            helper.make_node("Add", [f"{result} line", f"{result} rest"], [result]),
        ]
    del graph.node[:]
    graph.node.extend(nodes)


def in_canonical_form(model, name: str):
    """The same network with nodes in an order, and names, that follow from the network alone; unused parts dropped."""
    from onnx import helper, numpy_helper

    graph = model.graph
    producer = {output: node for node in graph.node for output in node.output}
    constants = {tensor.name: tensor for tensor in graph.initializer}
    names = {graph.input[0].name: graph.input[0].name} | {output.name: output.name for output in graph.output}
    nodes, initializers, kept = [], [], {}

    def constant(tensor) -> str:
        value = numpy_helper.to_array(tensor)
        key = (value.dtype.str, value.shape, value.tobytes())
        if key not in kept:
            kept[key] = f"constant_{len(kept)}"
            initializers.append(numpy_helper.from_array(value, kept[key]))
        return kept[key]

    def visit(tensor: str) -> None:
        """Appends the nodes that make this tensor, inputs first."""
        pending = [(tensor, False)]
        while pending:
            current, inputs_are_made = pending.pop()
            if current in made or current in constants or not current:
                continue
            node = producer[current]
            if not inputs_are_made:
                pending.append((current, True))
                pending.extend((wanted, False) for wanted in reversed(node.input))
                continue
            for output in node.output:
                names.setdefault(output, f"{node.op_type.lower()}_{len(nodes)}")
            inputs = [constant(constants[wanted]) if wanted in constants else names.get(wanted, "") for wanted in node.input]
            outputs = [names[output] for output in node.output]
            copy = helper.make_node(node.op_type, inputs, outputs, name=f"node_{len(nodes)}", domain=node.domain)
            copy.attribute.extend(sorted(node.attribute, key=lambda attribute: attribute.name))
            nodes.append(copy)
            made.update(node.output)

    made = {graph.input[0].name}
    for output in graph.output:
        visit(output.name)

    foreign = {node.op_type for node in nodes if node.domain not in ("", "ai.onnx")}
    assert not foreign, foreign
    clean = helper.make_graph(nodes, name, list(graph.input), list(graph.output), initializers)
    return helper.make_model(
        clean,
        producer_name="photogate models/convert.py",
        producer_version="1",
        ir_version=IR_VERSION,
        opset_imports=[helper.make_opsetid("", OPSET)],
    )


def compare(model: Model, tflite: bytes, portrait: zipfile.ZipFile) -> None:
    """Runs the TFLite and the ONNX model on noise and on a portrait, and refuses a difference."""
    import numpy
    import onnxruntime
    import tensorflow

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(HERE / model.file, options, providers=["CPUExecutionProvider"])
    interpreter = tensorflow.lite.Interpreter(model_content=tflite, num_threads=1)
    interpreter.allocate_tensors()

    shape = session.get_inputs()[0].shape
    low, high = model.range
    noise = numpy.random.default_rng(1).uniform(low, high, shape).astype(numpy.float32)
    for kind, image in (("noise", noise), ("portrait", portrait_input(model, shape, portrait))):
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], image)
        interpreter.invoke()
        expected = {detail["name"]: interpreter.get_tensor(detail["index"]) for detail in interpreter.get_output_details()}
        actual = dict(zip([output.name for output in session.get_outputs()], session.run(None, {"image": image})))
        for old, (new, _) in model.outputs.items():
            difference = float(numpy.abs(expected[old].ravel() - actual[new].ravel()).max())
            largest = float(numpy.abs(expected[old]).max())
            print(f"{model.file}: {new} on {kind}: largest difference {difference:.2e}, largest value {largest:.4g}")
            if not difference < SAME_WITHIN:
                raise SystemExit(f"{model.file}: {new} differs from the TFLite model by {difference}")


def portrait_input(model: Model, shape: list[int], portrait: zipfile.ZipFile):
    """A crop of the portrait at the model's size and value range."""
    import numpy
    from PIL import Image

    with portrait.open("skimage/data/astronaut.png") as file:
        picture = Image.open(file).convert("RGB").crop(model.crop)
    picture = picture.resize((shape[2], shape[1]), Image.Resampling.BILINEAR)
    low, high = model.range
    return (numpy.asarray(picture, dtype=numpy.float32) / 255 * (high - low) + low)[None]


def check_manifest() -> int:
    """Compares each file with its hash in the manifest; returns the exit status."""
    blocks = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["model"]
    failed = False
    for block in blocks:
        path = HERE / block["file"]
        actual = sha256(path.read_bytes()) if path.exists() else "no such file"
        matches = actual == block["sha256"]
        failed |= not matches
        print(f"{block['file']}: {actual}: {'ok' if matches else 'NOT ok, the manifest says ' + block['sha256']}")
    return 1 if failed else 0


def update_manifest() -> None:
    """Rewrites the sha256 line of each converted model and nothing else, so that the comments stay."""
    text = MANIFEST.read_text(encoding="utf-8")
    for model in MODELS:
        digest = sha256((HERE / model.file).read_bytes())
        pattern = rf'(^file = "{re.escape(model.file)}"$.*?^sha256 = ")[^"]*(")'
        text, count = re.subn(pattern, rf"\g<1>{digest}\g<2>", text, count=1, flags=re.MULTILINE | re.DOTALL)
        if count != 1:
            raise SystemExit(f"{MANIFEST.name}: no block for {model.file}")
    MANIFEST.write_text(text, encoding="utf-8")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
