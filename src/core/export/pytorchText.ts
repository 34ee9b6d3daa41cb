/** The fixed parts of the exported PyTorch program: rows and batches, distributed sums. */
import type { Needs } from './needs.ts';

export const processes = `
# ---------------------------------------------------------------- several processes


class Processes:
    """One process, or as many as torchrun started. Each works on its share of every batch; sums are over all of them."""

    def __init__(self, distributed, device):
        self.count, self.rank, self.device = 1, 0, torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        if distributed:
            gpu = self.device.type == "cuda"
            dist.init_process_group("nccl" if gpu else "gloo")
            self.count, self.rank = dist.get_world_size(), dist.get_rank()
            if gpu:
                self.device = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
                torch.cuda.set_device(self.device)

    def total(self, tensor):
        if self.count > 1:
            dist.all_reduce(tensor)
        return tensor

    def wrap(self, model):
        """Averages gradients in backward(). Not for methods that look at each task's gradient: autograd.grad passes it by."""
        return DistributedDataParallel(model, find_unused_parameters=True) if self.count > 1 else model

    def close(self):
        if self.count > 1:
            dist.destroy_process_group()`;

const DRAWS = `
    def stream(self, key):
        """A layer's own random numbers of this step, which every process draws alike."""
        return Stream(Stream.hash(SEED, "fresh", self.number, key))

    def mask(self, key, rate, shape):
        """A layer's dropout mask: drawn for the whole batch, channels last, of which this process has its rows."""
        stream = Stream(Stream.hash(SEED, "mask", self.number, key))
        drawn = stream.uniforms(self.rows * math.prod(shape)).reshape(self.rows, *shape)
        kept = torch.from_numpy(np.where(drawn < rate, 0, 1 / (1 - rate))).to(torch.get_default_dtype())
        return kept.to(self.places.device)[self.places]
`;
const WHOLE = `
    def total(self, tensor):
        """The sum over all processes, with the gradient of all of them."""
        return all_reduce(tensor) if self.processes > 1 else tensor
`;

export const rows = ({ draws, whole, several, representation }: Needs): string => `
# ---------------------------------------------------------------- rows and batches


class Rows:
    """One split: inputs, labels (0 where there is none) and masks (1 = labelled)."""

    def __init__(self, file, split, device):
        number = torch.get_default_dtype()
        load = lambda name: torch.from_numpy(file[f"{split}/{name}"]).to(device, number)
        self.inputs = {name: load(f"inputs/{name}") for name in INPUTS}
        self.labels, self.masks = {}, {}
        for task in TASKS:
            labels = load(f"labels/{task}")
            known = ~torch.isnan(labels[:, :1])
            self.labels[task] = torch.where(known, labels, torch.zeros_like(labels))
            self.masks[task] = known[:, 0].to(number)
        self.count = len(next(iter(self.inputs.values())))

    def take(self, places):
        """The rows at \`places\`; None: all of them."""
        pick = (lambda values: values) if places is None else (lambda values: values[places])
        return (
            {name: pick(values) for name, values in self.inputs.items()},
            {task: pick(values) for task, values in self.labels.items()},
            {task: pick(values) for task, values in self.masks.items()},
        )


class Batch:
    """Rows of one step: what this process has of them, and how many there are in all."""

    def __init__(self, rows, chosen, number, processes):
        self.number, self.rows, self.processes = number, len(chosen), processes.count
        self.places = torch.arange(processes.rank, len(chosen), processes.count, device=processes.device)
        self.inputs, self.labels, self.masks = rows.take(chosen[self.places])
        # Labelled rows of the whole batch: every process divides by the same number.
        self.counts = {task: int(mask[chosen].sum()) for task, mask in rows.masks.items()}
${
  whole
    ? '        self.penalties = {}  # what layers ask to be lowered beside the losses, by layer\n        self.moves = True  # whether running statistics move on with these rows\n'
    : ''
}${representation ? '        self.shared = {}  # outputs through which tasks share, by layer\n' : ''}${draws ? DRAWS : ''}${whole ? WHOLE : ''}

class Loader:
    """Batches of the training rows: in the page's order as long as the file holds it, then in an order drawn here."""

    def __init__(self, rows, file, processes${several ? ', lane=""' : ''}):
        self.rows, self.processes${several ? ', self.lane' : ''} = rows, processes${several ? ', lane' : ''}
        self.size = min(BATCH_SIZE, rows.count) or rows.count
        self.steps_per_epoch = math.ceil(rows.count / self.size)
        self.known = file[${several ? 'f"order{lane}"' : '"order"'}].astype(np.int64) if ${several ? 'f"order{lane}"' : '"order"'} in file else None
        self.labelled_rows = {task: int(mask.sum()) for task, mask in rows.masks.items()}

    def epoch(self, step):
        return step // self.steps_per_epoch

    def order(self, epoch):
        if self.steps_per_epoch == 1:
            return torch.arange(self.rows.count)
        if self.known is not None and epoch < len(self.known):
            return torch.from_numpy(self.known[epoch])
        return torch.randperm(self.rows.count, generator=torch.Generator().manual_seed(SEED + epoch${several ? ' + 1_000_003 * sum(self.lane.encode())' : ''}))

    def batch(self, step):
        start = step % self.steps_per_epoch * self.size
        chosen = self.order(self.epoch(step))[start : start + self.size].to(self.processes.device)
        return Batch(self.rows, chosen, step, self.processes)
`;
