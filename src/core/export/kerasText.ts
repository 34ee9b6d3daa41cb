/** The fixed parts of the exported Keras program: rows and batches, layers that only hold weights, optimisers, main. */
import { type Needs, when } from './needs.ts';

const DRAWS = `
    def stream(self, key):
        """A layer's own random numbers of this step."""
        return Stream(Stream.hash(SEED, "fresh", self.number, key))

    def mask(self, key, rate, shape):
        """A layer's dropout mask."""
        stream = Stream(Stream.hash(SEED, "mask", self.number, key))
        drawn = stream.uniforms(self.rows * math.prod(shape)).reshape(self.rows, *shape)
        return tf.constant(np.where(drawn < rate, 0, 1 / (1 - rate)), keras.config.floatx())
`;

export const kerasRows = ({ draws, whole, penalties, several, representation }: Needs): string => `
# ---------------------------------------------------------------- rows and batches


class Rows:
    """One split: inputs, labels (0 where there is none) and masks (1 = labelled)."""

    def __init__(self, file, split):
        load = lambda name: file[f"{split}/{name}"].astype(keras.config.floatx())
        self.inputs = {name: load(f"inputs/{name}") for name in INPUTS}
        self.labels, self.masks = {}, {}
        for task in TASKS:
            labels = load(f"labels/{task}")
            known = ~np.isnan(labels[:, :1])
            self.labels[task] = np.where(known, labels, 0).astype(labels.dtype)
            self.masks[task] = known[:, 0].astype(labels.dtype)
        self.count = len(next(iter(self.inputs.values())))


class Batch:
    """Rows of one step."""

    def __init__(self, rows, chosen, number):
        self.number, self.rows = number, len(chosen)
        pick = lambda values: {name: tf.constant(each[chosen]) for name, each in values.items()}
        self.inputs, self.labels, self.masks = pick(rows.inputs), pick(rows.labels), pick(rows.masks)
        self.counts = {task: int(mask[chosen].sum()) for task, mask in rows.masks.items()}
${when(penalties, '        self.penalties = {}  # what layers ask to be lowered beside the losses, by layer\n')}${when(
  whole,
  '        self.moves = True  # whether running statistics move on with these rows\n',
)}${when(representation, '        self.shared = {}  # outputs through which tasks share, by layer\n')}${when(draws, DRAWS)}

class Loader:
    """Batches of the training rows: in the page's order as long as the file holds it, then in an order drawn here."""

    def __init__(self, rows, file${when(several, ', lane=""')}):
        self.rows, self.size = rows, min(BATCH_SIZE, rows.count) or rows.count
        self.steps_per_epoch = math.ceil(rows.count / self.size)
        name = ${several ? 'f"order{lane}"' : '"order"'}
        self.known = file[name].astype(np.int64) if name in file else None
        self.drawn = SEED${when(several, ' + 1_000_003 * sum(lane.encode())')}
        self.labelled_rows = {task: int(mask.sum()) for task, mask in rows.masks.items()}

    def epoch(self, step):
        return step // self.steps_per_epoch

    def order(self, epoch):
        if self.steps_per_epoch == 1:
            return np.arange(self.rows.count)
        if self.known is not None and epoch < len(self.known):
            return self.known[epoch]
        return np.random.default_rng(self.drawn + epoch).permutation(self.rows.count)

    def batch(self, step):
        start = step % self.steps_per_epoch * self.size
        return Batch(self.rows, self.order(self.epoch(step))[start : start + self.size], step)
`;

/** Layers of Keras with their weights made, and weights by themselves. */
export const KERAS_LAYERS = `

def built(layer, *shape):
    """The layer with its weights made, for rows of a shape."""
    layer.build((None, *shape))
    return layer


class Weights(layers.Layer):
    """Weights by name, for a function of this program to read."""

    def __init__(self, /, **shapes):
        super().__init__()
        for name, shape in shapes.items():
            setattr(self, name, self.add_weight(shape=shape, initializer="zeros", name=name))
        self.built = True


def parameters_of(model):
    """Every weight of a model by its name in the file."""
    return {
        f"{layer}.{name}": weights.value
        for layer, names in model.WEIGHTS.items()
        for name, weights in zip(names, getattr(model, layer).weights)
    }
`;

const OPTIMIZERS: Readonly<Record<string, string>> = {
  Momentum: `
class Momentum:
    """Gradient descent, with momentum or without."""

    def __init__(self, momentum=0.0):
        self.momentum, self.speeds = momentum, {}

    def step(self, name, weights, gradient, rate):
        if self.momentum > 0:
            gradient = self.momentum * self.speeds[name] + gradient if name in self.speeds else gradient
            self.speeds[name] = gradient
        weights.assign_sub(rate * gradient)`,
  RMSprop: `
class RMSprop:
    """RMSprop with epsilon beside the root, as in PyTorch; Keras's own has it below the root."""

    def __init__(self, rho, epsilon):
        self.rho, self.epsilon, self.squares = rho, epsilon, {}

    def step(self, name, weights, gradient, rate):
        square = self.rho * self.squares.get(name, 0.0) + (1 - self.rho) * gradient**2
        self.squares[name] = square
        weights.assign_sub(rate * gradient / (tf.sqrt(square) + self.epsilon))`,
  Adam: `
class Adam:
    """Adam with epsilon beside the corrected root, as in PyTorch (Keras's own has it beside the plain one), and a count of steps for
    every parameter: one that sits out a step is not corrected for it. With decay: AdamW."""

    def __init__(self, beta1, beta2, epsilon, decay=0.0, decayed=()):
        self.beta1, self.beta2, self.epsilon, self.decay, self.decayed = beta1, beta2, epsilon, decay, decayed
        self.state = {}

    def step(self, name, weights, gradient, rate):
        if name in self.decayed:
            weights.assign_sub(rate * self.decay * weights)
        count, mean, square = self.state.get(name, (0, 0.0, 0.0))
        count += 1
        mean = self.beta1 * mean + (1 - self.beta1) * gradient
        square = self.beta2 * square + (1 - self.beta2) * gradient**2
        self.state[name] = count, mean, square
        root = tf.sqrt(square / (1 - self.beta2**count)) + self.epsilon
        weights.assign_sub(rate / (1 - self.beta1**count) * mean / root)`,
};
/** The optimisers that the models' texts name. */
export const kerasOptimizers = (models: readonly string[]): string[] =>
  Object.entries(OPTIMIZERS).flatMap(([name, text]) =>
    models.some((lines) => lines.includes(`return ${name}(`)) ? [`\n${text}`] : [],
  );

const FURTHER = `
    loader.further = {
        "training": [Loader(train_rows, file, lane) for lane in ("-1", "-2") if loader.steps_per_epoch > 1],
        "validation": [Loader(Rows(file, "validation"), file, "-validation")],
    }`;

const EVALUATE = `def evaluate(model, rows):
    """Every task's loss over a whole split, in words."""
    outputs = {}
    for start in range(0, rows.count, 500):
        batch = Batch(rows, np.arange(start, min(start + 500, rows.count)), 0)
        for task, output in model(batch.inputs).items():
            outputs.setdefault(task, []).append(output)
    parts = []
    for task, loss in model.LOSSES.items():
        output, labels, mask = tf.concat(outputs[task], 0), rows.labels[task], rows.masks[task]
        count = max(1, mask.sum())
        parts.append(f"{task} {float(tf.reduce_sum(loss(output, tf.constant(labels)) * mask)) / count:.6g}")
        if TASKS[task] in ("binary", "multiclass"):
            answer = output.numpy().argmax(1) if TASKS[task] == "multiclass" else output.numpy()[:, 0] > 0
            parts[-1] += f" ({((answer == labels[:, 0]) * mask).sum() / count:.1%} right)"
    return ", ".join(parts)
`;

export const kerasMain = (models: readonly string[], file: string, several: boolean): string => `
# ---------------------------------------------------------------- the program


${EVALUATE}

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--double", action="store_true", help="computes in float64, to see what is rounding")
    parser.add_argument("--csv", default="${file}-losses.csv", help="where every task's training loss is written")
    parser.add_argument("--save", action="store_true", help="writes each model's weights to <model>.weights.h5")
    args = parser.parse_args()
    keras.utils.set_random_seed(SEED)
    if args.double:
        keras.config.set_floatx("float64")
    here = os.path.dirname(os.path.abspath(__file__))
    file = np.load(os.path.join(here, "${file}.npz"))
    train_rows, test_rows = (Rows(file, split) for split in ("train", "test"))
    loader = Loader(train_rows, file)${several ? FURTHER : ''}
    curves = {}
    for kind in (${models.join(', ')},):
        model = kind()
        for name, weights in parameters_of(model).items():
            weights.assign(file[f"initial/{kind.__name__}/{name}"])

        def record(step, losses):
            for task, loss in losses.items():
                curves.setdefault(step, {})[f"{model.NAME}.{task}"] = loss
            if step % max(1, args.steps // 10) == 0:
                print(f"{kind.__name__} step {step}: " + ", ".join(f"{task} {loss:.4f}" for task, loss in losses.items()))

        train(model, loader, args.steps, record)
        print(f"{kind.__name__} after {args.steps} steps, on test rows: {evaluate(model, test_rows)}")
        if args.save:
            model.save_weights(f"{kind.__name__}.weights.h5")
    columns = list(dict.fromkeys(name for row in curves.values() for name in row))
    with open(args.csv, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["step", *columns])
        writer.writerows([step, *(row.get(name, "") for name in columns)] for step, row in sorted(curves.items()))


if __name__ == "__main__":
    main()
`;
