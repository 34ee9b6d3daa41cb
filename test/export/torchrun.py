"""torchrun, mended: in Debian 12's python3-torch (1.13 with Python 3.11) `Std.from_str("0")` gives None, and no process starts."""
from torch.distributed.elastic.multiprocessing import Std
from torch.distributed.run import main

if Std.from_str("0") is None:
    Std.from_str = classmethod(lambda cls, text: cls(int(text)))
main()
