/** The training loop of the exported Keras program, with a gradient tape: only the parts that its experiment needs. */
import type { Pruning } from '../experiment/experiment.ts';
import { PRUNE_EVERY } from '../pruning/magnitude.ts';
import { allowedText, EPOCH_ENDS, EPOCH_SUMS, rateText, reachText, SPARSITY, stepHead } from './loopText.ts';
import { type Needs, when } from './needs.ts';

/** Magnitude pruning, where there is some. */
const pruningText = ({ scope }: Pruning): string => `${SPARSITY}
def prune(model, parameters, step):
    """Sets the smallest numbers ${scope === 'layer' ? 'of each kernel' : 'of all kernels together'} to zero, a round every ${PRUNE_EVERY} steps, so that what is left can recover."""
    share = sparsity_at(step)
    if step == 0 or step % ${PRUNE_EVERY} != 0 or share == 0:
        return
    kernels = [parameters[name] for name in model.PRUNABLE]
    for group in ${scope === 'layer' ? '[[kernel] for kernel in kernels]' : '[kernels] if kernels else []'}:
        values = np.concatenate([kernel.numpy().ravel() for kernel in group])
        values[np.argsort(np.abs(values), kind="stable")[: int(share * len(values) + 0.5)]] = 0
        ends = np.cumsum([kernel.numpy().size for kernel in group])[:-1]
        for kernel, part in zip(group, np.split(values, ends)):
            kernel.assign(part.reshape(kernel.shape))

`;

const lossesText = (penalties: boolean): string => `
def losses_on(model, batch, outputs, tasks):
    """Each task's mean loss over the labelled rows of the batch."""
    losses = {}
    for task in tasks:
        per_row = model.LOSSES[task](outputs[task], batch.labels[task])
        losses[task] = tf.reduce_sum(per_row * batch.masks[task]) / batch.counts[task]
${when(
  penalties,
  `    # The tasks that train a layer lower its penalty in equal parts; it changes their gradients and not the losses that are shown.
    for layer, penalty in batch.penalties.items():
        slope = (penalty - tf.stop_gradient(penalty)) / len(model.REACH[layer])
        for task in model.REACH[layer]:
            if task in losses:
                losses[task] = losses[task] + slope
`,
)}    return losses

`;

/** What the method looks at, where it looks at weights for gradients. */
function weighText({ atLayer, representation, several }: Needs): string {
  return `        G = jacobian[:, :shared]
${when(
  atLayer,
  `        layer = getattr(model, "GRADIENTS_AT", None)  # methods that look at one shared layer only
        if layer:
            G = G[:, np.repeat([name.split(".")[0] == layer for name in names], sizes)[:shared]]
`,
)}        step.gramian = G @ G.T
${when(
  representation,
  `        outputs = getattr(model, "REPRESENTATION", {})
        at = outputs.get(tuple(step.tasks), outputs.get(())) if len(losses) > 1 else None
        if at:  # gradients of the output through which the tasks share, instead
            G = jacobian_of(tape, losses, [batch.shared[at]])
            step.gramian = G @ G.T
`,
)}${when(
  several,
  `        step.cross_gramian, rows = step.gramian, [G]
        for other in further:  # independent batches: the last two say how the tasks get on
            rows.append(jacobian_of(tape, [other[task] for task in step.tasks], variables)[:, :shared])
            step.cross_gramian = rows[-2] @ rows[-1].T
`,
)}        weights = method.weigh(step)
        common = np.array(weights) @ jacobian[:, :shared]
        heads = weights if model.HEADS_WEIGHTED else heads
`;
}

function gradientsText(needs: Needs): string {
  const { directions, uniforms, several, representation } = needs;
  const more = `${when(several || representation, ', batch')}${when(several, ', further')}`;
  return `
def jacobian_of(tape, losses, variables):
    """Each loss's gradient, laid end to end: [T, P] in float64."""
    rows = []
    for loss in losses:
        found = tape.gradient(loss, variables, unconnected_gradients="zero")
        rows.append(np.concatenate([tf.convert_to_tensor(each).numpy().ravel() for each in found]))
    return np.array(rows, np.float64)


def balance_gradients(model, method, step, losses, tape, parameters${more}):
    """Each task's own gradient. What tasks share follows the method's weights; heads and towers do too, or their plain loss."""
    names = [name for name in model.RATES if reach(model, name) & set(step.tasks)]
    names.sort(key=lambda name: len(reach(model, name)) < 2)  # shared parameters first
    variables = [parameters[name] for name in names]
    sizes = [int(np.prod(each.shape)) for each in variables]
    jacobian = jacobian_of(tape, losses, variables)
    shared = sum(size for name, size in zip(names, sizes) if len(reach(model, name)) > 1)
    common, heads = np.zeros(0), [1.0] * len(losses)
${when(
  directions,
  `    if shared and hasattr(method, "direction"):  # methods that look at every number
        step.jacobian = jacobian[:, :shared]
${when(uniforms, '        step.uniforms = step.stream.uniforms(shared).astype(np.float32)\n')}        common, heads = method.direction(step)
`,
)}    ${directions ? 'elif' : 'if'} shared:
${weighText(needs)}    direction = np.concatenate([common, np.array(heads) @ jacobian[:, shared:]])
    parts = np.split(direction, np.cumsum(sizes)[:-1])
    return {
        name: tf.constant(part.reshape(each.shape), each.dtype) for name, each, part in zip(names, variables, parts)
    }

`;
}

/** One step up to the losses. */
function forwardText(needs: Needs): string {
  const { batch, several, whole, phases, pruning, gradients } = needs;
  const aside = batch || needs.penalties;
  return `        batch = loader.batch(number)
${when(
  several,
  `        others = [other.batch(number) for other in loader.further.get(getattr(model, "FURTHER", None), [])]
${when(whole, '        for other in others:\n            other.moves = False\n')}`,
)}${when(phases.length > 0, '        _, model.still = phase_at(number)\n')}${when(
  pruning !== undefined,
  '        prune(model, parameters, number)\n        alive = {name: parameters[name].numpy() != 0 for name in model.PRUNABLE}\n',
)}        known = [task for task in model.LOSSES if ${several ? 'all(each.counts[task] > 0 for each in (batch, *others))' : 'batch.counts[task] > 0'}]
        if not known:
            continue
        with tf.GradientTape(persistent=${gradients ? 'True' : 'False'}) as tape:
            losses = losses_on(model, batch, model(batch.inputs${when(aside, ', batch=batch')}), known)
            scaled = {task: model.TASK_WEIGHTS[task] * losses[task] for task in known}
${when(
  several,
  `            further = [losses_on(model, other, model(other.inputs${when(aside, ', batch=other')}), known) for other in others]
            further = [{task: model.TASK_WEIGHTS[task] * each[task] for task in known} for each in further]
`,
)}        values = {task: float(losses[task]) for task in known}
        record(number, values)
`;
}

/** From the losses to the optimiser's step. */
function stepText(needs: Needs): string {
  const { gradients, several, representation, turns, l2, schedule } = needs;
  const more = `${when(several || representation, ', batch')}${when(several, ', further')}`;
  return `
${stepHead(needs)}        moving = [name for name in model.RATES if reach(model, name) & set(stepping)]
        gradients = {name: tf.zeros_like(parameters[name]) for name in moving}
        targets = [scaled[task] for task in step.tasks]
${
  gradients
    ? `        if model.NEEDS_GRADIENTS and targets:
            gradients.update(balance_gradients(model, method, step, targets, tape, parameters${more}))
        elif targets:`
    : '        if targets:'
}
            weights = [tf.constant(weight, loss.dtype) for weight, loss in zip(method.weigh(step), targets)]
            found = tape.gradient(targets, [parameters[name] for name in moving], weights, unconnected_gradients="zero")
            gradients.update(zip(moving, map(tf.convert_to_tensor, found)))
${when(
  l2,
  `        for name in set(moving) & set(model.KERNELS):
            gradients[name] += L2 * parameters[name]
`,
)}        rates = {name: model.RATES[name]${schedule.kind === 'constant' ? '' : ' * rate_factor(number)'} for name in moving}
        owner = ${turns ? 'step.tasks[0] if getattr(model, "OPTIMIZER_PER_TASK", False) and len(step.tasks) == 1 else None' : 'None'}
        if owner not in optimizers:
            optimizers[owner] = model.optimizer_for_all()
        for name, rate in rates.items():
            optimizers[owner].step(name, parameters[name], gradients[name], rate)
`;
}

/** After the optimiser's step: L1, ties, pruning, in the engine's order. */
const afterwardsText = ({ ties, l1, pruning }: Needs): string =>
  `${when(
    l1,
    `        # L1 by a proximal step: kernels go towards zero and no further, and no optimiser rescales it.
        for name in model.KERNELS:
            most = rates.get(name, 0.0) * L1
            parameters[name].assign_sub(tf.clip_by_value(parameters[name], -most, most))
`,
  )}${when(
    ties,
    `        # Soft sharing, after the step: a proximal step is stable for every strength, and no optimiser rescales it.
        for pull, names, strength, about in getattr(model, "TIES", []):
            own = [rates.get(name, 0.0) for name in names]
            if not any(own):
                continue
            for name, rate, moved in zip(names, own, pull([parameters[name].numpy() for name in names], strength, own, **about)):
                if rate > 0:
                    parameters[name].assign(moved)
`,
  )}${when(
    pruning !== undefined,
    `        for name, mask in alive.items():
            parameters[name].assign(parameters[name] * mask)
`,
  )}`;

const afterStepText = (needs: Needs): string => `
        if hasattr(method, "after_step") and step.tasks:
${when(needs.whole, '            batch.moves = False  # these rows have had their say\n')}            after = losses_on(model, batch, model(batch.inputs${when(needs.batch || needs.penalties, ', batch=batch')}), step.tasks)
            method.after_step(step, [model.TASK_WEIGHTS[task] * float(after[task]) for task in step.tasks])
`;

/** From the balancing methods to the end of `train`. */
export function kerasTraining(needs: Needs): string {
  const { gradients, afterStep, epochs, schedule, phases, penalties, pruning } = needs;
  return `
# ---------------------------------------------------------------- training

${rateText(schedule)}
${allowedText(needs)}${reachText(phases.length > 0)}
${lossesText(penalties)}
${pruning ? pruningText(pruning) : ''}
${when(gradients, gradientsText(needs))}
def train(model, loader, steps, record):
    """Trains one model; record(step, losses) hears every task's loss before each step."""
    parameters, method, optimizers${when(epochs, ', sums')} = parameters_of(model), model.balancing(), {}${when(epochs, ', {}')}
    for number in range(steps):
${when(epochs, EPOCH_ENDS)}${forwardText(needs)}${stepText(needs)}${afterwardsText(needs)}${afterStep ? afterStepText(needs) : ''}${when(epochs, EPOCH_SUMS)}${when(
  pruning !== undefined,
  '    prune(model, parameters, steps)\n',
)}`;
}
