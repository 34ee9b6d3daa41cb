/**
 * Methods that look at gradients, in the exported PyTorch program: each task's own gradient over what tasks share, and what the
 * method makes of it. Only the parts that the experiment's methods need.
 */
import { type Needs, when } from './needs.ts';

const UNIFORMS = `
def uniforms(model, step, reached):
    """One number in [0, 1) for each shared one, drawn in the page's order of parameters and axes."""
    drawn = {}
    for name, (shape, axes) in model.LAYOUT.items():
        if name in reached:
            drawn[name] = step.stream.uniforms(math.prod(shape)).reshape(shape).transpose(axes).ravel()
    return np.concatenate([drawn[name] for name in reached]).astype(np.float32)

`;

const WEIGH = `        weights = method.weigh(step)
        common = jacobian.new_tensor(weights) @ jacobian[:, :shared]
        heads = weights if model.HEADS_WEIGHTED else heads
`;

function gramianText({ atLayer, representation, several, batch }: Needs): string {
  return `        G = jacobian[:, :shared].double()
${when(
  atLayer,
  `        layer = getattr(model, "GRADIENTS_AT", None)  # methods that look at one shared layer only
        if layer:
            G = G[:, torch.cat([torch.full((p.numel(),), name.split(".")[0] == layer) for name, p in reached])[:shared]]
`,
)}        step.gramian = (G @ G.T).cpu().numpy()
${when(
  representation,
  `        outputs = getattr(model, "REPRESENTATION", {})
        at = outputs.get(tuple(step.tasks), outputs.get(())) if len(losses) > 1 else None
        if at:  # gradients of the output through which the tasks share, instead
            G = torch.stack([torch.autograd.grad(loss, batch.shared[at], retain_graph=True)[0].flatten() for loss in losses]).double()
            step.gramian = processes.total(G @ G.T).cpu().numpy()
`,
)}${when(
  several,
  `        step.cross_gramian, rows = step.gramian, [G]
        for other in further:  # independent batches: the last two say how the tasks get on
            own = losses_on(model, other, model(other.inputs${when(batch, ', other')}), step.tasks)
            own = [model.TASK_WEIGHTS[task] * own[task] for task in step.tasks]
            rows.append(jacobian_of(own, parameters, processes)[:, :shared].double())
            step.cross_gramian = (rows[-2] @ rows[-1].T).cpu().numpy()
`,
)}${WEIGH}`;
}

export function gradientsText(needs: Needs): string {
  const { directions, uniforms, several, representation } = needs;
  const more = `${when(several || representation, ', batch')}${when(several, ', further')}`;
  return `
def jacobian_of(losses, parameters, processes):
    """Each loss's gradient on the whole batch, laid end to end: [T, P]."""
    rows = []
    for loss in losses:
        found = torch.autograd.grad(loss, parameters, retain_graph=True, allow_unused=True)
        rows.append(torch.cat([(torch.zeros_like(p) if g is None else g).flatten() for g, p in zip(found, parameters)]))
    return processes.total(torch.stack(rows))

${when(uniforms, UNIFORMS)}
def balance_gradients(model, method, step, losses, processes${more}):
    """Each task's own gradient. What tasks share follows the method's weights; heads and towers do too, or their plain loss."""
    reached = [(name, p) for name, p in model.named_parameters() if p.requires_grad and reach(model, name) & set(step.tasks)]
    reached.sort(key=lambda entry: len(reach(model, entry[0])) < 2)  # shared parameters first
    parameters = [p for _, p in reached]
    jacobian = jacobian_of(losses, parameters, processes)
    shared = sum(p.numel() for name, p in reached if len(reach(model, name)) > 1)
    common, heads = jacobian.new_zeros(0), [1.0] * len(losses)
${when(
  directions,
  `    if shared and hasattr(method, "direction"):  # methods that look at every number
        step.jacobian = jacobian[:, :shared].double().cpu().numpy()
${when(
  uniforms,
  `        if hasattr(model, "LAYOUT"):
            step.uniforms = uniforms(model, step, [name for name, _ in reached if len(reach(model, name)) > 1])
`,
)}        common, heads = method.direction(step)
        common = jacobian.new_tensor(common)
`,
)}    ${directions ? 'elif' : 'if'} shared:
${gramianText(needs)}    direction = torch.cat([common, jacobian.new_tensor(heads) @ jacobian[:, shared:]])
    for p, part in zip(parameters, direction.split([p.numel() for p in parameters])):
        p.grad = part.view_as(p).clone()

`;
}
