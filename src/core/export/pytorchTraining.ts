/** The training loop of the exported PyTorch program: only the parts that its experiment needs. */
import type { Pruning } from '../experiment/experiment.ts';
import { PRUNE_EVERY } from '../pruning/magnitude.ts';
import { allowedText, EPOCH_ENDS, EPOCH_SUMS, rateText, reachText, SPARSITY, stepHead } from './loopText.ts';
import { type Needs, when } from './needs.ts';
import { gradientsText } from './pytorchGradients.ts';

/** Magnitude pruning, where there is some. */
const pruningText = ({ scope }: Pruning): string => `${SPARSITY}
def prune(model, step):
    """Sets the smallest numbers ${scope === 'layer' ? 'of each kernel' : 'of all kernels together'} to zero, a round every ${PRUNE_EVERY} steps, so that what is left can recover."""
    share = sparsity_at(step)
    if step == 0 or step % ${PRUNE_EVERY} != 0 or share == 0:
        return
    kernels = [model.get_parameter(name).data for name in model.PRUNABLE]
    for group in ${scope === 'layer' ? '[[kernel] for kernel in kernels]' : '[kernels] if kernels else []'}:
        sizes = torch.cat([kernel.abs().flatten() for kernel in group])
        kept = torch.ones_like(sizes)
        kept[torch.sort(sizes, stable=True).indices[: int(share * len(sizes) + 0.5)]] = 0
        for kernel, mask in zip(group, kept.split([kernel.numel() for kernel in group])):
            kernel.mul_(mask.view_as(kernel))

`;

const lossesText = (penalties: boolean): string => `
def losses_on(model, batch, outputs, tasks):
    """Each task's mean loss over the labelled rows of the whole batch: this process's part of it."""
    losses = {}
    for task in tasks:
        per_row = model.LOSSES[task](outputs[task], batch.labels[task])
        losses[task] = (per_row * batch.masks[task]).sum() / batch.counts[task]
${when(
  penalties,
  `    # The tasks that train a layer lower its penalty in equal parts; it changes their gradients and not the losses that are shown.
    for layer, penalty in batch.penalties.items():
        slope = (penalty - penalty.detach()) / (len(model.REACH[layer]) * batch.processes)
        for task in model.REACH[layer]:
            if task in losses:
                losses[task] = losses[task] + slope
`,
)}    return losses

`;

/** After the optimiser's step: L1, ties, pruning, in the engine's order. */
function afterwardsText({ ties, l1, pruning }: Needs): string {
  return `${when(
    ties || l1,
    `
        rates = {p: group["lr"] for group in optimizer.param_groups for p in group["params"] if p.grad is not None}
        parameters = dict(model.named_parameters())
`,
  )}${when(
    l1,
    `        # L1 by a proximal step: kernels go towards zero and no further, and no optimiser rescales it.
        for name in model.KERNELS:
            kernel, most = parameters[name].data, rates.get(parameters[name], 0.0) * L1
            kernel.sub_(kernel.clamp(-most, most))
`,
  )}${when(
    ties,
    `        # Soft sharing, after the step: a proximal step is stable for every strength, and no optimiser rescales it.
        for pull, names, strength, about in getattr(model, "TIES", []):
            twins = [parameters[name] for name in names]
            own = [rates.get(twin, 0.0) for twin in twins]
            with torch.no_grad():
                for twin, rate, moved in zip(twins, own, pull(twins, strength, own, **about) if any(own) else twins):
                    if rate > 0:
                        twin.copy_(moved)
`,
  )}${when(
    pruning !== undefined,
    `        for name, mask in alive.items():
            model.get_parameter(name).data.mul_(mask)
`,
  )}`;
}

const afterStepText = ({ batch, whole }: Needs): string => `
        if hasattr(method, "after_step") and step.tasks:
${when(whole, '            batch.moves = False  # these rows have had their say\n')}            with torch.no_grad():
                after = losses_on(model, batch, model(batch.inputs${when(batch, ', batch')}), step.tasks)
            after = processes.total(torch.stack([after[task] for task in step.tasks])).tolist()
            method.after_step(step, [model.TASK_WEIGHTS[task] * loss for task, loss in zip(step.tasks, after)])
`;

/** One step up to the losses. */
function forwardText({ batch, several, whole, phases, pruning }: Needs): string {
  return `        batch = loader.batch(number)
${when(
  several,
  `        further = [other.batch(number) for other in loader.further.get(getattr(model, "FURTHER", None), [])]
${when(whole, '        for other in further:\n            other.moves = False\n')}`,
)}${when(phases.length > 0, '        _, model.still = phase_at(number)\n')}${when(
  pruning !== undefined,
  '        prune(model, number)\n        alive = {name: model.get_parameter(name).data != 0 for name in model.PRUNABLE}\n',
)}        outputs = net(batch.inputs${when(batch, ', batch')})
        known = [task for task in model.LOSSES if ${several ? 'all(each.counts[task] > 0 for each in (batch, *further))' : 'batch.counts[task] > 0'}]
        if not known:
            continue
        losses = losses_on(model, batch, outputs, known)
        values = dict(zip(known, processes.total(torch.stack([losses[task].detach() for task in known])).tolist()))
        record(number, values)
`;
}

/** From the losses to the optimiser's step. */
function stepText(needs: Needs): string {
  const { gradients, several, representation, turns, l2, schedule } = needs;
  const more = `${when(several || representation, ', batch')}${when(several, ', further')}`;
  return `
${stepHead(needs)}        scaled = [model.TASK_WEIGHTS[task] * losses[task] for task in step.tasks]

        model.zero_grad(set_to_none=True)
${
  gradients
    ? `        if model.NEEDS_GRADIENTS and scaled:
            balance_gradients(model, method, step, scaled, processes${more})
        elif scaled:`
    : '        if scaled:'
}
            total = sum(weight * loss for weight, loss in zip(method.weigh(step), scaled))
            if processes.count > 1:  # gradients are averaged; and every parameter must take part, if with nothing
                total = processes.count * total + 0.0 * sum(output.sum() for output in outputs.values())
            total.backward()
        for name, p in model.named_parameters():
            if not p.requires_grad or not reach(model, name) & set(stepping):
                p.grad = None  # not a step of this parameter: no momentum, no decay either
            elif p.grad is None:
                p.grad = torch.zeros_like(p)
${when(
  l2,
  `            if p.grad is not None and name in model.KERNELS:
                p.grad.add_(p.detach(), alpha=L2)
`,
)}
        owner = ${turns ? 'step.tasks[0] if getattr(model, "OPTIMIZER_PER_TASK", False) and len(step.tasks) == 1 else None' : 'None'}
        if owner not in optimizers:
            optimizers[owner] = model.optimizer()
        optimizer = optimizers[owner]
${when(
  schedule.kind !== 'constant',
  `        for group in optimizer.param_groups:
            group["lr"] = group.setdefault("base", group["lr"]) * rate_factor(number)
`,
)}        optimizer.step()
`;
}

/** From the balancing methods to the end of `train`. */
export function trainingText(needs: Needs): string {
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
    processes, method, optimizers${when(epochs, ', sums')} = loader.processes, model.balancing(), {}${when(epochs, ', {}')}
    net = ${gradients ? 'model if model.NEEDS_GRADIENTS else ' : ''}processes.wrap(model)
    for number in range(steps):
${when(epochs, EPOCH_ENDS)}${forwardText(needs)}${stepText(needs)}${afterwardsText(needs)}${afterStep ? afterStepText(needs) : ''}${when(epochs, EPOCH_SUMS)}${when(
  pruning !== undefined,
  '    prune(model, steps)\n',
)}`;
}
