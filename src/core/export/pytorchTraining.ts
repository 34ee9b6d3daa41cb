/** The training loop of the exported PyTorch program: only the parts that its experiment needs. */
import { pyValue } from '../code.ts';
import type { Phase, Schedule } from '../experiment/experiment.ts';

export interface Needs {
  readonly gradients: boolean;
  /** Methods that give a direction instead of weights. */
  readonly directions: boolean;
  /** Methods that hear the losses after a step. */
  readonly afterStep: boolean;
  readonly turns: boolean;
  readonly epochs: boolean;
  readonly stream: boolean;
  readonly ties: boolean;
  /** Layers that draw. */
  readonly masks: boolean;
  readonly l2: boolean;
  readonly schedule: Schedule;
  readonly phases: readonly Phase[];
  /** Ratios below 1 by task. */
  readonly sampling: Readonly<Record<string, number>>;
}

export function scheduleBody(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'constant':
      return '1.0';
    case 'step':
      return `${schedule.factor} ** (step // ${schedule.every})`;
    case 'cosine': {
      const { floor, steps } = schedule;
      return `${floor} + (1 - ${floor}) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / ${steps})))`;
    }
    case 'warmup':
      return `min(1.0, step / ${schedule.steps})`;
  }
}

const when = (flag: boolean, text: string): string => (flag ? text : '');

/** Which tasks may step, where phases or sampling say so. */
function allowedText(phases: readonly Phase[], sampling: Readonly<Record<string, number>>): string {
  const sampled = Object.keys(sampling).length > 0;
  const row = ({ steps, tasks, frozen = [] }: Phase): string =>
    `(${steps}, ${tasks ? pyValue([...tasks]) : 'None'}, ${pyValue([...frozen])})`;
  return `
${when(
  phases.length > 0,
  `# (steps, tasks that step or None for all, parts that stay as they are); the last one goes on.
PHASES = [${phases.map(row).join(', ')}]


def phase_at(number):
    end = 0
    for steps, tasks, still in PHASES:
        end += steps
        if number < end:
            break
    return tasks, still


`,
)}${when(sampled, `SAMPLING = ${pyValue(sampling)}  # the share of steps in which a task is trained\n\n\n`)}def allowed(number, tasks):
    """Tasks that may step now."""
${when(
  phases.length > 0,
  `    chosen, _ = phase_at(number)
    tasks = [task for task in tasks if chosen is None or task in chosen]
`,
)}${when(
  sampled,
  `    draw = lambda task: Stream(Stream.hash(SEED, f"sampling {task}", number), "fork").uniform()
    tasks = [task for task in tasks if draw(task) < SAMPLING.get(task, 1.0)]
`,
)}    return tasks

`;
}

const gradientsText = (directions: boolean): string => `
def balance_gradients(model, method, step, losses, processes):
    """Each task's own gradient. What tasks share follows the method's weights; heads and towers do too, or their plain loss."""
    reached = [(name, p) for name, p in model.named_parameters() if p.requires_grad and reach(model, name) & set(step.tasks)]
    reached.sort(key=lambda entry: len(reach(model, entry[0])) < 2)  # shared parameters first
    parameters = [p for _, p in reached]
    rows = []
    for loss in losses:
        found = torch.autograd.grad(loss, parameters, retain_graph=True, allow_unused=True)
        rows.append(torch.cat([(torch.zeros_like(p) if g is None else g).flatten() for g, p in zip(found, parameters)]))
    jacobian = processes.total(torch.stack(rows))  # [T, P] of the whole batch
    shared = sum(p.numel() for name, p in reached if len(reach(model, name)) > 1)
    common, heads = jacobian.new_zeros(0), [1.0] * len(losses)
${when(
  directions,
  `    if shared and hasattr(method, "direction"):  # methods that remember gradients
        step.jacobian = jacobian[:, :shared].double().cpu().numpy()
        common, heads = method.direction(step)
        common = jacobian.new_tensor(common)
`,
)}    ${directions ? 'elif' : 'if'} shared:
        G = jacobian[:, :shared].double()
        layer = getattr(model, "GRADIENTS_AT", None)  # methods that look at one shared layer only
        if layer:
            G = G[:, torch.cat([torch.full((p.numel(),), name.split(".")[0] == layer) for name, p in reached])[:shared]]
        step.gramian = (G @ G.T).cpu().numpy()
        weights = method.weigh(step)
        common = jacobian.new_tensor(weights) @ jacobian[:, :shared]
        heads = weights if model.HEADS_WEIGHTED else heads
    direction = torch.cat([common, jacobian.new_tensor(heads) @ jacobian[:, shared:]])
    for p, part in zip(parameters, direction.split([p.numel() for p in parameters])):
        p.grad = part.view_as(p).clone()

`;

const AFTER_STEP = `
        if hasattr(method, "after_step") and step.tasks:
            with torch.no_grad():
                outputs = model(batch.inputs, batch.mask)
                sums_of = [(model.LOSSES[task](outputs[task], batch.labels[task]) * batch.masks[task]).sum() for task in step.tasks]
                after = torch.stack([total / batch.counts[task] for task, total in zip(step.tasks, sums_of)])
            after = processes.total(after).tolist()
            method.after_step(step, [model.TASK_WEIGHTS[task] * loss for task, loss in zip(step.tasks, after)])
`;

/** From the balancing methods to the end of `train`. */
export function trainingText(needs: Needs): string {
  const { gradients, directions, afterStep, turns, epochs, stream, ties, masks, l2, schedule } = needs;
  const { phases, sampling } = needs;
  const limited = phases.length > 0 || Object.keys(sampling).length > 0;
  const scheduled = schedule.kind !== 'constant';
  return `
# ---------------------------------------------------------------- training

${when(
  scheduled,
  `
def rate_factor(step):
    """Multiplies every learning rate."""
    return ${scheduleBody(schedule)}

`,
)}
${when(limited, allowedText(phases, sampling))}
def reach(model, name):
    """Tasks whose loss sends gradient into a parameter."""
${when(
  phases.length > 0,
  `    layer = name.split(".")[0]
    part = "heads" if layer in model.HEADS else "shared" if len(model.REACH[layer]) > 1 else "private"
    if part in model.still:
        return set()
`,
)}    return set(model.REACH[name.split(".")[0]])

${when(gradients, gradientsText(directions))}
def train(model, loader, steps, record):
    """Trains one model; record(step, losses) hears every task's loss before each step."""
    processes, method, optimizers${when(epochs, ', sums')} = loader.processes, model.balancing(), {}${when(epochs, ', {}')}
    net = ${gradients ? 'model if model.NEEDS_GRADIENTS else ' : ''}processes.wrap(model)
    for number in range(steps):
        batch = loader.batch(number)
${when(phases.length > 0, '        _, model.still = phase_at(number)\n')}        outputs = net(batch.inputs${when(masks, ', batch.mask')})
        known = [task for task in model.LOSSES if batch.counts[task] > 0]
        if not known:
            continue
        losses = {}
        for task in known:
            per_row = model.LOSSES[task](outputs[task], batch.labels[task])
            losses[task] = (per_row * batch.masks[task]).sum() / batch.counts[task]
        values = dict(zip(known, processes.total(torch.stack([losses[task].detach() for task in known])).tolist()))
        record(number, values)

        step = SimpleNamespace(number=number, epoch=loader.epoch(number), all_tasks=list(model.LOSSES), rows=loader.labelled_rows)
        stepping = ${limited ? 'allowed(number, known)' : 'known'}
        step.tasks = [task for task in stepping if model.TASK_WEIGHTS[task] > 0]
${when(stream, '        step.stream = Stream(Stream.hash(SEED, f"method {model.NAME}", number), "fork")\n')}${when(
  turns,
  `        if hasattr(method, "turn"):
            step.tasks = stepping = method.turn(step)
`,
)}        step.losses = [model.TASK_WEIGHTS[task] * values[task] for task in step.tasks]
        scaled = [model.TASK_WEIGHTS[task] * losses[task] for task in step.tasks]

        model.zero_grad(set_to_none=True)
${
  gradients
    ? `        if model.NEEDS_GRADIENTS and scaled:
            balance_gradients(model, method, step, scaled, processes)
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
  scheduled,
  `        for group in optimizer.param_groups:
            group["lr"] = group.setdefault("base", group["lr"]) * rate_factor(number)
`,
)}        optimizer.step()
${when(
  ties,
  `
        # Soft sharing, after the step: a proximal step is stable for every strength, and no optimiser rescales it.
        rates = {p: group["lr"] for group in optimizer.param_groups for p in group["params"] if p.grad is not None}
        parameters = dict(model.named_parameters())
        for pull, names, strength, about in getattr(model, "TIES", []):
            twins = [parameters[name] for name in names]
            own = [rates.get(twin, 0.0) for twin in twins]
            with torch.no_grad():
                for twin, rate, moved in zip(twins, own, pull(twins, strength, own, **about) if any(own) else twins):
                    if rate > 0:
                        twin.copy_(moved)
`,
)}${when(afterStep, masks ? AFTER_STEP : AFTER_STEP.replace(', batch.mask', ''))}${when(
  epochs,
  `
        for task in step.tasks:
            sums.setdefault(task, []).append(values[task])
        if loader.epoch(number + 1) != step.epoch:
            if hasattr(method, "epoch_end"):
                method.epoch_end({task: sum(seen) / len(seen) for task, seen in sums.items()})
            sums = {}
`,
)}`;
}
