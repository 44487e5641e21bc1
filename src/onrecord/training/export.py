"""A trained network as ONNX with int8 weights, for the package."""

import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from onrecord.statements.learned.tagger import NAMES
from onrecord.training.network import Network


def export(network: Network, path: Path, *, int8: bool = True) -> None:
    """Write a network to ``path``: dynamic quantisation of the weights, per channel, in a reduced range.

    The reduced range (7 bits) keeps sums from overflowing on processors without VNNI, and the result the same on both.
    """
    network.eval()
    whole = path.with_suffix(".fp32.onnx")
    sample = torch.randint(1, 2, (1, 16))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, (sample, sample, sample, sample), str(whole), input_names=list(NAMES), output_names=["scores"],
            dynamic_axes={name: {0: "windows", 1: "pieces"} for name in NAMES}, opset_version=17, dynamo=False,
        )  # fmt: skip
    if not int8:
        whole.replace(path)
        return
    ready = path.with_suffix(".ready.onnx")
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather", "Attention"],
    )  # fmt: skip
    whole.unlink()
    ready.unlink()
