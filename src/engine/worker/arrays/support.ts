/** Whether the typed arrays know every operation of a plan: the plan's losses are run forward on one empty row. */
import type { ModelPlan } from '../../../core/graph/modelPlan.ts';
import type { Shape } from '../../../core/ops.ts';
import type { ScenarioOutline } from '../../../core/scenarios/scenario.ts';
import { tasks as taskKinds } from '../../../core/tasks/index.ts';
import { measureLosses } from '../losses.ts';
import { createArrayOps, UnknownOperation } from './arrayOps.ts';
import { leaf, sizeOf } from './arrayTensor.ts';
import { makeNow } from './program.ts';

const zeros = (shape: readonly number[]) => leaf(new Float32Array(sizeOf(shape)), shape);

/** What is missing, in words for engineers; `undefined`: nothing. */
export function unknownOperation(plans: readonly ModelPlan[], outline: ScenarioOutline): string | undefined {
  const ops = createArrayOps(makeNow);
  const inputs = Object.fromEntries(outline.inputs.map(({ id, shape }) => [id, zeros([1, ...shape])]));
  const taskDefs = new Map(outline.tasks.map((task) => [task.id, task]));
  const tasks = Object.fromEntries(
    outline.tasks.map((task) => {
      const labels = zeros([1, taskKinds.get(task.kind).labelWidth(task)]);
      return [task.id, { labels, mask: zeros([1, 1]), share: zeros([]), count: 1 }];
    }),
  );
  try {
    for (const plan of plans) {
      const parameters = plan.parameters.map(({ shape }) => zeros(shape));
      const context = () => ({ training: true, mask: (_rate: number, shape: Shape) => zeros(shape), fresh: zeros });
      measureLosses({ ops, plan, parameters, batch: { inputs, tasks }, context, measured: plan.tasks, taskDefs });
    }
  } catch (fault) {
    if (fault instanceof UnknownOperation) return fault.message;
    throw fault;
  }
  return undefined;
}
