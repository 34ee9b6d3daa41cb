/**
 * An experiment as one PyTorch program: wiring, ties by their proximal step, losses with masks, the balancing method, optimiser
 * groups, schedule and the loader of the exported rows. It makes the same steps as the engine: `npm run test:export` holds its
 * losses against the engine's. Under torchrun each process takes a share of every batch.
 */
import type { Experiment } from '../experiment/experiment.ts';
import { ok, type Result } from '../result.ts';
import { definitions, section } from './definitions.ts';
import { prepareForCode } from './exportable.ts';
import { STREAM } from './loopText.ts';
import { comment } from './names.ts';
import { needsOf, random } from './needs.ts';
import { pytorchModel } from './pytorchModel.ts';
import { processes, rows } from './pytorchText.ts';
import { trainingText } from './pytorchTraining.ts';
import { type Program, settingsText } from './settings.ts';

const imports = (body: string): string[] => [
  'import argparse',
  'import csv',
  ...(body.includes('itertools.') ? ['import itertools'] : []),
  'import math',
  'import os',
  'from types import SimpleNamespace',
  '',
  'import numpy as np',
  'import torch',
  'import torch.distributed as dist',
  ...(/\bF\./.test(body) ? ['import torch.nn.functional as F'] : []),
  'from torch import nn',
  ...(body.includes('all_reduce(tensor) if') ? ['from torch.distributed.nn.functional import all_reduce'] : []),
  'from torch.nn.parallel import DistributedDataParallel',
];

/** Where further batches of a step come from. */
const FURTHER = `
    loader.further = {
        "training": [Loader(train_rows, file, processes, lane) for lane in ("-1", "-2") if loader.steps_per_epoch > 1],
        "validation": [Loader(Rows(file, "validation", processes.device), file, processes, "-validation")],
    }`;

const EVALUATE = `def evaluate(model, rows):
    """Every task's loss over a whole split, in words."""
    model.eval()
    with torch.no_grad():
        inputs, labels, masks = rows.take(None)
        outputs = model(inputs)
        parts = []
        for task, loss in model.LOSSES.items():
            count = masks[task].sum().clamp(min=1)
            parts.append(f"{task} {float((loss(outputs[task], labels[task]) * masks[task]).sum() / count):.6g}")
            if TASKS[task] in ("binary", "multiclass"):
                answer = outputs[task].argmax(1) if TASKS[task] == "multiclass" else (outputs[task][:, 0] > 0).long()
                right = ((answer == labels[task][:, 0].long()).float() * masks[task]).sum() / count
                parts[-1] += f" ({float(right):.1%} right)"
    model.train()
    return ", ".join(parts)
`;

const mainText = (models: readonly string[], file: string, several: boolean): string => `
# ---------------------------------------------------------------- the program


${EVALUATE}

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--device", help="cpu, cuda, cuda:1, mps; default: a GPU if there is one")
    parser.add_argument("--distributed", action="store_true", help="several processes, started by torchrun")
    parser.add_argument("--double", action="store_true", help="computes in float64, to see what is rounding")
    parser.add_argument("--csv", default="${file}-losses.csv", help="where every task's training loss is written")
    parser.add_argument("--save", action="store_true", help="writes each model's parameters to <model>.pt")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    if args.double:
        torch.set_default_dtype(torch.float64)
    processes = Processes(args.distributed, args.device)
    here = os.path.dirname(os.path.abspath(__file__))
    file = np.load(os.path.join(here, "${file}.npz"))
    train_rows, test_rows = (Rows(file, split, processes.device) for split in ("train", "test"))
    loader = Loader(train_rows, file, processes)${several ? FURTHER : ''}
    curves = {}
    for kind in (${models.join(', ')},):
        model = kind().to(processes.device)
        with torch.no_grad():
            for name, p in model.named_parameters():
                p.copy_(torch.from_numpy(file[f"initial/{kind.__name__}/{name}"]))

        def record(step, losses):
            for task, loss in losses.items():
                curves.setdefault(step, {})[f"{model.NAME}.{task}"] = loss
            if processes.rank == 0 and step % max(1, args.steps // 10) == 0:
                print(f"{kind.__name__} step {step}: " + ", ".join(f"{task} {loss:.4f}" for task, loss in losses.items()))

        train(model, loader, args.steps, record)
        if processes.rank == 0:
            print(f"{kind.__name__} after {args.steps} steps, on test rows: {evaluate(model, test_rows)}")
            if args.save:
                torch.save(model.state_dict(), f"{kind.__name__}.pt")
    if processes.rank == 0:
        columns = list(dict.fromkeys(name for row in curves.values() for name in row))
        with open(args.csv, "w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["step", *columns])
            writer.writerows([step, *(row.get(name, "") for name in columns)] for step, row in sorted(curves.items()))
    processes.close()


if __name__ == "__main__":
    main()
`;

/** @param file the program's name without its ending, safe as a file name; the data stand beside it as `<file>.npz` */
export function pytorchProgram(experiment: Experiment, file: string): Result<Program> {
  const prepared = prepareForCode(experiment, 'pytorch');
  if (!prepared.ok) return prepared;
  const form = prepared.value;
  const texts = form.models.map((model) => pytorchModel(form, model));
  const needs = needsOf(form, texts);
  const body = [
    section('settings'),
    '',
    ...settingsText(form),
    ...(random(needs) ? [section('random numbers'), '', STREAM] : []),
    processes,
    rows(needs),
    ...definitions(
      form,
      'pytorch',
      texts.map(({ helpers }) => helpers),
    ),
    section('models'),
    ...texts.flatMap(({ lines }) => ['', '', ...lines]),
    '',
    trainingText(needs),
    mainText(
      form.models.map(({ className }) => className),
      file,
      needs.several,
    ),
  ].join('\n');
  const head = [
    '#!/usr/bin/env python3',
    `"""${comment(experiment.title) || 'A multi-task experiment'}, as a PyTorch program.`,
    '',
    'Written by Braid, a multi-task learning playground. Trains every model of the experiment on the same batches, from the same',
    'initial parameters as the page does.',
    '',
    `    python3 ${file}.py                  trains, prints, writes ${file}-losses.csv`,
    `    python3 ${file}.py --steps 50 --device cpu`,
    `    torchrun --nproc_per_node=2 ${file}.py --distributed`,
    '',
    `Needs PyTorch 1.13 or newer, numpy, and ${file}.npz beside it: rows, initial parameters, order of batches.`,
    '"""',
    '',
  ];
  const text = [...head, ...imports(body), '', body].join('\n').replace(/\n{4,}/g, '\n\n\n');
  return ok({ text: `${text.trimEnd()}\n`, form });
}
