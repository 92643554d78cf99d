"""Enhances a folder in shares on a Ray cluster.

    python ray_shares.py SHARES IN OUT [option of candela enhance ...]
    RAY_ADDRESS=head:6379 CPUS=8 python ray_shares.py 40 /shared/in /shared/out

Without RAY_ADDRESS it starts a cluster on this machine. CPUS is how many a share takes; Candela
uses all cores of its machine, so give it as many as a node has. Both folders need the same path on
every node.
"""

import ctypes
import os
import signal
import subprocess
import sys

import ray

CPUS = float(os.environ.get("CPUS", "1"))


def end_with_worker() -> None:
    """Linux kills the command when its Ray worker dies, so that no share has two workers."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


# A task whose worker dies starts again, here or elsewhere, and Candela goes on with the share.
@ray.remote(num_cpus=CPUS, max_retries=4, retry_exceptions=True)
def share(index: int, count: int, folder: str, out: str, options: list[str]) -> int:
    what = ["candela", "enhance", folder, "--recursive", "--out", out]
    command = [*what, "--shard", f"{index}/{count}", *options]
    code = subprocess.run(command, check=False, preexec_fn=end_with_worker).returncode
    # 1 means that some photos failed: another try would not help. A negative code is a signal.
    if code not in (0, 1):
        raise RuntimeError(f"share {index} ended with {code}")
    return code


def main(shares: int, folder: str, out: str, options: list[str]) -> int:
    ray.init(include_dashboard=False)
    # On SIGTERM Ray ends its workers with this program. The same command goes on later.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    waiting = [share.remote(index, shares, folder, out, options) for index in range(1, shares + 1)]
    codes = []
    for task in waiting:
        try:
            codes.append(ray.get(task))
        except ray.exceptions.RayError as error:
            print(error, file=sys.stderr)
            codes.append(1)
    subprocess.run(["candela", "report", out, "--format", "html,csv,json"], check=True)
    return max(codes)


if __name__ == "__main__":
    [_, count, source, target, *more] = sys.argv
    sys.exit(main(int(count), os.path.abspath(source), os.path.abspath(target), more))
