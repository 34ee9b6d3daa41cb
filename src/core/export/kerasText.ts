/** The fixed parts of the exported Keras program: rows, training loop, main. */
import type { Schedule } from '../experiment/experiment.ts';
import { scheduleBody } from './pytorchTraining.ts';

export const kerasText = (schedule: Schedule, models: readonly string[], file: string): string => `
# ---------------------------------------------------------------- rows


def labels_and_mask(labels):
    """Labels with 0 where there is none, and 1 or 0 for each row."""
    known = ~np.isnan(labels[:, 0])
    return np.nan_to_num(labels), known.astype(np.float32)


def order_of(file, epoch, count):
    """The page's order as long as the file holds it, then one drawn here."""
    if "order" not in file:
        return np.arange(count)
    known = file["order"]
    return known[epoch] if epoch < len(known) else np.random.default_rng(SEED + epoch).permutation(count)


# ---------------------------------------------------------------- training


def rate_factor(step):
    """Multiplies every learning rate."""
    return ${scheduleBody(schedule)}


def train(description, file, steps):
    model, method = description.build(), description.balancing()
    for name, weights in description.WEIGHTS.items():
        model.get_layer(name).set_weights([file[f"initial/{type(description).__name__}/{weight}"] for weight in weights])
    inputs = {name: file[f"train/inputs/{name}"] for name in INPUTS}
    labels = {task: labels_and_mask(file[f"train/labels/{task}"]) for task in TASKS}
    rows = {task: int(mask.sum()) for task, (_, mask) in labels.items()}
    count = len(next(iter(inputs.values())))
    size = min(BATCH_SIZE, count) or count
    per_epoch = math.ceil(count / size)
    optimizers, sums = {}, {}
    for number in range(steps):
        start = number % per_epoch * size
        chosen = order_of(file, number // per_epoch, count)[start : start + size]
        known = [task for task in description.LOSSES if labels[task][1][chosen].any()]
        with tf.GradientTape(persistent=True) as tape:
            outputs = model({name: values[chosen] for name, values in inputs.items()}, training=True)
            losses = {}
            for task in known:
                truth, mask = labels[task][0][chosen], labels[task][1][chosen]
                per_row = description.LOSSES[task](outputs[task], tf.constant(truth))
                losses[task] = tf.reduce_sum(per_row * mask) / mask.sum()
        step = SimpleNamespace(number=number, epoch=number // per_epoch, all_tasks=list(description.LOSSES), rows=rows)
        step.stream = Stream(Stream.hash(SEED, f"method {description.NAME}", number), "fork")
        step.tasks = stepping = [task for task in known if description.TASK_WEIGHTS[task] > 0]
        if hasattr(method, "turn"):
            step.tasks = stepping = method.turn(step)
        step.losses = [description.TASK_WEIGHTS[task] * float(losses[task]) for task in step.tasks]
        if number % max(1, steps // 10) == 0:
            print(f"{model.name} step {number}: " + ", ".join(f"{task} {float(loss):.4f}" for task, loss in losses.items()))

        # Each task's own gradient of every layer that it reaches.
        reached = [name for name in description.REACH if description.RATES[name] > 0 and set(description.REACH[name]) & set(stepping)]
        variables = [v for name in reached for v in model.get_layer(name).trainable_weights]
        shared = [len(description.REACH[name]) > 1 for name in reached for _ in model.get_layer(name).trainable_weights]
        at = description.GRADIENTS_AT
        looked_at = [both and at in (None, name) for both, name in zip(shared, [name for name in reached for _ in model.get_layer(name).trainable_weights])]
        found = []
        for task in step.tasks:
            gradients = tape.gradient(losses[task], variables, unconnected_gradients="zero")
            found.append([description.TASK_WEIGHTS[task] * tf.convert_to_tensor(g) for g in gradients])
        if description.NEEDS_GRADIENTS and any(shared):
            G = np.array([np.concatenate([g.numpy().ravel() for g, seen in zip(row, looked_at) if seen]) for row in found], float)
            step.gramian = G @ G.T
        if description.NEEDS_GRADIENTS and not any(shared):
            weights = [1.0] * len(step.tasks)
        else:
            weights = method.weigh(step)
        heads = weights if description.HEADS_WEIGHTED else [1.0] * len(weights)
        combined = [
            sum(w * row[i] for w, row in zip(weights if both else heads, found)) for i, both in enumerate(shared)
        ]
        owner = step.tasks[0] if description.OPTIMIZER_PER_TASK and len(step.tasks) == 1 else ""
        place = 0
        for name in reached:
            layer = model.get_layer(name)
            rate = description.RATES[name] * rate_factor(number)
            own = combined[place : place + len(layer.trainable_weights)]
            place += len(own)
            pairs = []
            for gradient, variable in zip(own, layer.trainable_weights):
                if len(variable.shape) > 1:
                    gradient = gradient + L2 * variable
                    variable.assign(variable * (1 - rate * description.WEIGHT_DECAY))
                pairs.append((gradient, variable))
            optimizer = optimizers.setdefault((owner, name), description.optimizer(rate))
            optimizer.learning_rate = rate
            optimizer.apply_gradients(pairs)

        # Soft sharing, after the step.
        for pull, names, strength, about in description.TIES:
            rates = [description.RATES[name] * rate_factor(number) if name in reached else 0.0 for name in names]
            if not any(rates):
                continue
            for twins in zip(*(model.get_layer(name).trainable_weights for name in names)):
                moved = pull([tf.convert_to_tensor(twin) for twin in twins], strength, rates, **about)
                for twin, rate, value in zip(twins, rates, moved):
                    if rate > 0:
                        twin.assign(value)
        for task, loss in zip(step.tasks, step.losses):
            sums.setdefault(task, []).append(loss / description.TASK_WEIGHTS[task])
        if (number + 1) % per_epoch == 0:
            if hasattr(method, "epoch_end"):
                method.epoch_end({task: sum(seen) / len(seen) for task, seen in sums.items()})
            sums = {}
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=STEPS)
    args = parser.parse_args()
    keras.utils.set_random_seed(SEED)
    here = os.path.dirname(os.path.abspath(__file__))
    file = np.load(os.path.join(here, "${file}.npz"))
    for description in (${models.map((name) => `${name}()`).join(', ')},):
        model = train(description, file, args.steps)
        model.save(f"{model.name}.keras")


if __name__ == "__main__":
    main()
`;
