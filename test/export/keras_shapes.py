"""Builds the models of an exported Keras program with layers that know only shapes, by Keras's own rules, and prints them.

Stands in for keras and tensorflow, which no test installs: it proves that the program compiles, that its layers fit one
another, and how many parameters they have. Usage: keras_shapes.py PROGRAM
"""
import importlib.util
import json
import math
import sys
import types


class Tensor:
    def __init__(self, shape):
        self.shape = tuple(shape)

    def __mul__(self, other):
        rank = max(len(self.shape), len(other.shape))
        pad = [(1,) * (rank - len(t.shape)) + t.shape for t in (self, other)]
        return Tensor(max(a, b) for a, b in zip(*pad))


LAYERS = {}


class Layer:
    """Called like a Keras layer: constructor arguments first, tensors second."""

    def __init__(self, *args, name=None, **options):
        self.args, self.options, self.name, self.weights = args, options, name, []
        assert not set(options) - {"activation", "strides", "padding"}, options

    def __call__(self, inputs):
        output = Tensor(self.shapes(inputs))
        if self.name is not None:
            assert self.name not in LAYERS, self.name
            LAYERS[self.name] = {"output": output.shape, "weights": self.weights}
        return output

    def windows(self, lengths, size):
        stride = self.options.get("strides", 1)
        same = self.options.get("padding", "valid") == "same"
        return [math.ceil(n / stride) if same else (n - size) // stride + 1 for n in lengths]


class Dense(Layer):
    def shapes(self, x):
        units = self.args[0]
        self.weights = [[x.shape[-1], units], [units]]
        return [*x.shape[:-1], units]


class Conv2D(Layer):
    rank = 2

    def shapes(self, x):
        filters, size = self.args
        self.weights = [[size] * self.rank + [x.shape[-1], filters], [filters]]
        assert len(x.shape) == self.rank + 1
        return [*self.windows(x.shape[:-1], size), filters]


class Conv1D(Conv2D):
    rank = 1


class MaxPooling2D(Layer):
    def shapes(self, x):
        return [*self.windows(x.shape[:-1], self.args[0]), x.shape[-1]]


class UpSampling2D(Layer):
    def shapes(self, x):
        return [x.shape[0] * self.args[0], x.shape[1] * self.args[0], x.shape[2]]


class Flatten(Layer):
    def shapes(self, x):
        return [math.prod(x.shape)]


class Global(Layer):
    def shapes(self, x):
        return [x.shape[-1]]


class Same(Layer):
    def shapes(self, x):
        return x.shape


class Embedding(Layer):
    def shapes(self, x):
        self.weights = [list(self.args)]
        return [*x.shape, self.args[1]]


class Concatenate(Layer):
    def shapes(self, xs):
        assert len({x.shape[:-1] for x in xs}) == 1
        return [*xs[0].shape[:-1], sum(x.shape[-1] for x in xs)]


class Add(Layer):
    def shapes(self, xs):
        assert len({x.shape for x in xs}) == 1
        return xs[0].shape


class Reshape(Layer):
    def shapes(self, x):
        assert math.prod(self.args[0]) == math.prod(x.shape)
        return self.args[0]


layers = types.ModuleType("keras.layers")
for kind in (Dense, Conv2D, Conv1D, MaxPooling2D, UpSampling2D, Flatten, Embedding, Concatenate, Add, Reshape, Layer):
    setattr(layers, kind.__name__, kind)
layers.Dropout = layers.Lambda = Same
layers.GlobalAveragePooling1D = layers.GlobalAveragePooling2D = Global
keras = types.ModuleType("keras")
keras.layers = layers
keras.Input = lambda shape, name=None: Tensor(shape)
keras.Model = lambda inputs, outputs, name=None: outputs
tensorflow = types.ModuleType("tensorflow")
tensorflow.stop_gradient = None
sys.modules.update({"keras": keras, "keras.layers": layers, "tensorflow": tensorflow})

spec = importlib.util.spec_from_file_location("program", sys.argv[1])
program = importlib.util.module_from_spec(spec)
spec.loader.exec_module(program)
found = {}
for name, description in vars(program).items():
    if hasattr(description, "build") and hasattr(description, "TASK_WEIGHTS"):
        LAYERS.clear()
        outputs = description.build()
        description().balancing()
        found[name] = {
            "outputs": {task: output.shape for task, output in outputs.items()},
            "layers": dict(LAYERS),
            "files": description.WEIGHTS,
        }
print(json.dumps(found))
