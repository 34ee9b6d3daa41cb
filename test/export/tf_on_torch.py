"""Runs an exported Keras program without TensorFlow: a stand-in for the few functions of keras and tensorflow that such programs
call, on PyTorch's tensors and gradients. What it computes is what the documentation of those functions says; where TensorFlow
itself is there (BRAID_TENSORFLOW), the tests run the programs with that. Usage: tf_on_torch.py PROGRAM [arguments]
"""
import runpy
import sys
import types

import numpy as np
import torch
import torch.nn.functional as F

DTYPES = {"float32": torch.float32, "float64": torch.float64}
floatx = "float32"


def set_floatx(name):
    global floatx
    floatx = name
    torch.set_default_dtype(DTYPES[name])


def tensor(value, dtype=None):
    if not isinstance(value, torch.Tensor):
        value = torch.as_tensor(np.asarray(value))
    return value if dtype is None else value.to(DTYPES.get(dtype, dtype))


def replace(variable, value):
    value = tensor(value)
    assert value.shape == variable.shape, f"{tuple(value.shape)} in the place of {tuple(variable.shape)}"
    with torch.no_grad():
        variable.copy_(value.to(variable.dtype))


# A tensor answers as a variable of TensorFlow does.
plain = torch.Tensor.numpy
torch.Tensor.numpy = lambda self: plain(self.detach())
torch.Tensor.__array__ = lambda self, dtype=None: plain(self.detach()) if dtype is None else plain(self.detach()).astype(dtype)
torch.Tensor.value = property(lambda self: self)
torch.Tensor.assign = replace
torch.Tensor.assign_sub = lambda self, value: replace(self, self.detach() - value)


class GradientTape:
    def __init__(self, persistent=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def gradient(self, targets, sources, output_gradients=None, unconnected_gradients=None):
        targets = targets if isinstance(targets, list) else [targets]
        found = torch.autograd.grad(targets, sources, output_gradients, retain_graph=True, allow_unused=True)
        return [torch.zeros_like(source) if each is None else each for each, source in zip(found, sources)]


# ---------------------------------------------------------------- keras

ACTIVATIONS = {None: lambda x: x, "relu": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "elu": F.elu, "softplus": F.softplus}


class Layer:
    def __init__(self):
        self.weights = []

    def add_weight(self, shape, initializer=None, name=None):
        self.weights.append(torch.zeros(*shape, requires_grad=True))
        return self.weights[-1]


class Dense(Layer):
    def __init__(self, units, activation=None):
        super().__init__()
        self.units, self.activation = units, ACTIVATIONS[activation]

    def build(self, shape):
        self.kernel, self.bias = self.add_weight((shape[-1], self.units)), self.add_weight((self.units,))

    def __call__(self, x):
        return self.activation(x @ self.kernel + self.bias)


class Convolution(Layer):
    def __init__(self, filters, size, strides=1, padding="valid", activation=None):
        super().__init__()
        self.filters, self.size, self.strides, self.padding, self.activation = filters, size, strides, padding, ACTIVATIONS[activation]

    def build(self, shape):
        self.kernel = self.add_weight((*[self.size] * self.rank, shape[-1], self.filters))
        self.bias = self.add_weight((self.filters,))

    def __call__(self, x):
        x = x.movedim(-1, 1)
        if self.padding == "same":
            zeros = []
            for length in reversed(x.shape[2:]):
                needed = max(0, (-(-length // self.strides) - 1) * self.strides + self.size - length)
                zeros += [needed // 2, needed - needed // 2]
            x = F.pad(x, zeros)
        kernel = self.kernel.movedim((-1, -2), (0, 1))
        return self.activation(self.convolve(x, kernel, self.bias, self.strides).movedim(1, -1))


class Conv1D(Convolution):
    rank, convolve = 1, staticmethod(F.conv1d)


class Conv2D(Convolution):
    rank, convolve = 2, staticmethod(F.conv2d)


class Embedding(Layer):
    def __init__(self, words, dimension):
        super().__init__()
        self.size = words, dimension

    def build(self, shape):
        self.table = self.add_weight(self.size)

    def __call__(self, ids):
        return self.table[ids.long()]


class LayerNormalization(Layer):
    def __init__(self, epsilon):
        super().__init__()
        self.epsilon = epsilon

    def build(self, shape):
        self.gain, self.shift = self.add_weight(shape[-1:]), self.add_weight(shape[-1:])

    def __call__(self, x):
        return F.layer_norm(x, x.shape[-1:], self.gain, self.shift, self.epsilon)


class Model:
    def __init__(self, name=None):
        self.name = name

    def __call__(self, inputs, batch=None):
        for name, layer in vars(self).items():
            if isinstance(layer, Layer):
                assert len(layer.weights) == len(self.WEIGHTS.get(name, [])), f"weights of {name}"
        return self.call(inputs, batch)


def module(name, **members):
    made = types.ModuleType(name)
    vars(made).update(members)
    sys.modules[name] = made
    return made


layers = module("keras.layers", **{kind.__name__: kind for kind in (Layer, Dense, Conv1D, Conv2D, Embedding, LayerNormalization)})
module(
    "keras",
    layers=layers,
    Model=Model,
    config=types.SimpleNamespace(floatx=lambda: floatx, set_floatx=set_floatx),
    utils=types.SimpleNamespace(set_random_seed=torch.manual_seed),
)

# ---------------------------------------------------------------- tensorflow


def reduced(function):
    def reduce(x, axis=None, keepdims=False):
        x = tensor(x)
        axes = list(range(x.dim())) if axis is None else [axis] if isinstance(axis, int) else list(axis)
        return function(x, axes, keepdims)

    return reduce


def moments(x, axes):
    mean = x.mean(axes, keepdim=True)
    return mean.flatten(), ((x - mean) ** 2).mean(axes)


def matmul(a, b, transpose_a=False, transpose_b=False):
    a, b = tensor(a), tensor(b)
    return (a.transpose(-1, -2) if transpose_a else a) @ (b.transpose(-1, -2) if transpose_b else b)


def max_pool2d(x, size, strides, padding):
    assert padding == "VALID"
    return F.max_pool2d(x.movedim(-1, 1), size, strides).movedim(1, -1)


module(
    "tensorflow",
    GradientTape=GradientTape,
    constant=tensor,
    convert_to_tensor=tensor,
    cast=lambda x, dtype: x.long() if dtype == "int32" else x.to(dtype),
    int32="int32",
    concat=torch.cat,
    stack=torch.stack,
    unstack=lambda x, axis=0: list(x.unbind(axis)),
    split=lambda x, count, axis=0: list(x.chunk(count, axis)),
    reshape=lambda x, shape: x.reshape(shape),
    transpose=lambda x, order: x.permute(order),
    repeat=torch.repeat_interleave,
    tensordot=lambda a, b, axes: torch.tensordot(tensor(a), tensor(b), axes),
    matmul=matmul,
    reduce_sum=reduced(lambda x, axes, keep: x.sum(axes, keepdim=keep)),
    reduce_mean=reduced(lambda x, axes, keep: x.mean(axes, keepdim=keep)),
    reduce_any=lambda x, axis, keepdims: x.any(axis, keepdim=keepdims),
    sqrt=torch.sqrt,
    sign=torch.sign,
    tanh=torch.tanh,
    sigmoid=torch.sigmoid,
    maximum=lambda x, least: x.clamp(min=least),
    clip_by_value=torch.clamp,
    zeros=lambda shape, dtype: torch.zeros(shape, dtype=dtype),
    zeros_like=torch.zeros_like,
    ones_like=torch.ones_like,
    one_hot=lambda places, count, dtype: F.one_hot(torch.tensor(places), count).to(dtype),
    stop_gradient=lambda x: x.detach(),
    math=types.SimpleNamespace(log=torch.log),
    nn=types.SimpleNamespace(
        softmax=lambda x: torch.softmax(x, -1),
        softplus=F.softplus,
        relu=F.relu,
        elu=F.elu,
        max_pool2d=max_pool2d,
        moments=moments,
        sigmoid_cross_entropy_with_logits=lambda labels, logits: F.binary_cross_entropy_with_logits(logits, labels, reduction="none"),
        sparse_softmax_cross_entropy_with_logits=lambda labels, logits: F.cross_entropy(logits, labels, reduction="none"),
    ),
)

if __name__ == "__main__":
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
