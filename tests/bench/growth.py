#!/usr/bin/env python3
"""growth: what a program costs as its input grows: processor seconds per GB and peak memory, from 1 MB to 2 GB.

usage: growth.py [--build DIR] [--rules DIR] [--sizes MB,MB,...] [FILE...]

The input (FILE..., else ../shared/corpus, else examples/) is repeated through a pipe, so that none of it needs room on a disk; seconds
are those of the program alone, its user's and the system's.
"""
import argparse, os, subprocess, sys
from bench import TOP, reports


def cost(build, name, block, size):
    """Processor seconds and peak MiB of a program over block repeated to `size` bytes."""
    p = subprocess.Popen([os.path.join(build, 'tools', 'peak'), os.path.join(build, 'gwr-' + name)],
                         stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for _ in range(max(1, size // len(block))):
        p.stdin.write(block)
    p.stdin.close()
    kib = int(p.stderr.read().split()[-1])
    _, _, used = os.wait4(p.pid, 0)
    p.returncode = 0
    return used.ru_utime + used.ru_stime, kib / 1024


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--build', default=os.path.join(TOP, 'build'))
    a.add_argument('--rules', default=os.path.join(TOP, 'rules'))
    a.add_argument('--sizes', default='1,10,100,1000,2000')
    a.add_argument('files', nargs='*')
    a = a.parse_args()
    os.environ.update(GWR_RULES=a.rules, LC_ALL='C')
    block = b''.join(open(f, 'rb').read().rstrip(b'\n') + b'\n\n' for f in reports(a.files))
    block = block[:block.rindex(b'\n', 0, 1000000) + 1] if len(block) > 1000000 else block
    print(f"{'program':12} {'MB':>6} {'s per GB':>9} {'MB/s':>6} {'peak MiB':>9}")
    for name in ('split', 'tag', 'extract'):
        for mb in a.sizes.split(','):
            size = int(mb) * 1000000
            seconds, mib = cost(a.build, name, block, size)
            done = max(1, size // len(block)) * len(block)
            print(f'gwr-{name:8} {mb:>6} {seconds / done * 1e9:9.1f} {done / seconds / 1e6:6.0f} {mib:9.1f}', flush=True)
        block = subprocess.run([os.path.join(a.build, 'gwr-' + name)], input=block, stdout=subprocess.PIPE, check=True).stdout


if __name__ == '__main__':
    sys.exit(main())
