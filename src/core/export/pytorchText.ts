/** The fixed parts of the exported PyTorch program: random numbers, rows and batches, distributed sums. */

/** The page's own counter-based generator (core/math/rng.ts), so that random choices are the same here as there. */
export const STREAM = `
class Stream:
    """Counter-based random numbers, the same as the page's: number n is a hash of (seed, name, n)."""

    MASK = 0xFFFFFFFF

    @classmethod
    def mix(cls, x):
        x = (x ^ (x >> 16)) * 0x7FEB352D & cls.MASK
        x = (x ^ (x >> 15)) * 0x846CA68B & cls.MASK
        return x ^ (x >> 16)

    @classmethod
    def hash(cls, *parts):
        state = 0x811C9DC5
        for part in parts:
            text = part if isinstance(part, str) else f"#{part}"
            for unit in np.frombuffer(text.encode("utf-16-le"), "<u2").tolist():
                state = (state ^ unit) * 0x01000193 & cls.MASK
            state = cls.mix(state ^ 0x9E3779B9)
        return state

    def __init__(self, seed, name=""):
        self.low, self.high, self.drawn = self.hash(seed, name), self.hash("high", seed, name), 0

    def uniforms(self, count):
        """[count] in [0, 1), 53 bits each."""
        places = np.arange(self.drawn, self.drawn + 2 * count, dtype=np.uint64)
        self.drawn += 2 * count
        words = self.mix(self.mix((places + np.uint64(self.low)) & self.MASK) ^ np.uint64(self.high)).reshape(count, 2)
        return ((words[:, 0] >> 5) * 67108864 + (words[:, 1] >> 6)) / 9007199254740992

    def uniform(self):
        return float(self.uniforms(1)[0])

    def normal(self):
        first, second = self.uniforms(2)
        return math.sqrt(-2 * math.log(1 - first)) * math.cos(2 * math.pi * second)

    def permutation(self, count):
        order = list(range(count))
        for i in range(count - 1, 0, -1):
            j = int(self.uniform() * (i + 1))
            order[i], order[j] = order[j], order[i]
        return order`;

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

export const rows = (random: boolean): string => `
# ---------------------------------------------------------------- rows and batches


class Rows:
    """One split: inputs, labels (0 where there is none) and masks (1 = labelled)."""

    def __init__(self, file, split, device):
        self.inputs = {name: torch.from_numpy(file[f"{split}/inputs/{name}"]).to(device) for name in INPUTS}
        self.labels, self.masks = {}, {}
        for task in TASKS:
            labels = torch.from_numpy(file[f"{split}/labels/{task}"])
            known = ~torch.isnan(labels[:, :1])
            self.labels[task] = torch.where(known, labels, torch.zeros_like(labels)).to(device)
            self.masks[task] = known[:, 0].float().to(device)
        self.count = len(next(iter(self.inputs.values())))

    def take(self, places):
        """The rows at \`places\`; None: all of them."""
        pick = (lambda values: values) if places is None else (lambda values: values[places])
        return (
            {name: pick(values) for name, values in self.inputs.items()},
            {task: pick(values) for task, values in self.labels.items()},
            {task: pick(values) for task, values in self.masks.items()},
        )


class Loader:
    """Batches of the training rows: in the page's order as long as the file holds it, then in an order drawn here."""

    def __init__(self, rows, file, processes):
        self.rows, self.processes = rows, processes
        self.size = min(BATCH_SIZE, rows.count) or rows.count
        self.steps_per_epoch = math.ceil(rows.count / self.size)
        self.known = file["order"].astype(np.int64) if "order" in file else None
        self.labelled_rows = {task: int(mask.sum()) for task, mask in rows.masks.items()}

    def epoch(self, step):
        return step // self.steps_per_epoch

    def order(self, epoch):
        if self.known is None:
            return torch.arange(self.rows.count)
        if epoch < len(self.known):
            return torch.from_numpy(self.known[epoch])
        return torch.randperm(self.rows.count, generator=torch.Generator().manual_seed(SEED + epoch))

    def batch(self, step):
        start = step % self.steps_per_epoch * self.size
        chosen = self.order(self.epoch(step))[start : start + self.size].to(self.processes.device)
        places = torch.arange(self.processes.rank, len(chosen), self.processes.count, device=self.processes.device)
        inputs, labels, masks = self.rows.take(chosen[places])
        # Labelled rows of the whole batch: every process divides by the same number.
        counts = {task: int(mask[chosen].sum()) for task, mask in self.rows.masks.items()}
        return SimpleNamespace(inputs=inputs, labels=labels, masks=masks, counts=counts${random ? ', mask=self.mask(step, len(chosen), places)' : ''})
${
  random
    ? `
    def mask(self, step, count, places):
        """Draws a layer's dropout mask for the whole batch, channels last, and hands out this process's rows."""

        def draw(key, rate, shape):
            drawn = Stream(Stream.hash(SEED, "mask", step, key)).uniforms(count * math.prod(shape)).reshape(count, *shape)
            kept = torch.from_numpy(np.where(drawn < rate, 0, 1 / (1 - rate)).astype(np.float32))
            return kept.to(self.processes.device)[places]

        return draw
`
    : ''
}`;
