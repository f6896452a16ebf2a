#!/usr/bin/env python3
"""bench: how fast the filters are beside cat, iconv, sed, rg, grep, mawk and a python script, in one run.

usage: bench.py [--build DIR] [--rules DIR] [--mb N] [--runs N] [--only NAME[,NAME]] [FILE...]

Makes a text of N MB by repeating the reports FILE... (../shared/corpus where it is there, else examples/), makes records of it once
with the filters themselves, then runs every command RUNS times in turn (A B C A B C ...), pinned to one processor where taskset is
there, so that a machine that speeds up or slows down does so for all. Prints the median rate in MB/s of each command's own input,
the rate against the command it is to be compared with, and the largest memory of one process. Rates of a machine mean nothing
elsewhere; the ratios do. Commands that are not installed are left out and named.
"""
import argparse, glob, os, shutil, statistics, subprocess, sys, tempfile, time

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))


def options():
    p = argparse.ArgumentParser(add_help=False)
    p.add_argument('--build', default=os.path.join(TOP, 'build'))
    p.add_argument('--rules', default=os.path.join(TOP, 'rules'))
    p.add_argument('--mb', type=int, default=200)
    p.add_argument('--runs', type=int, default=5)
    p.add_argument('--only', default='')
    p.add_argument('-h', '--help', action='store_true')
    p.add_argument('files', nargs='*')
    a = p.parse_args()
    if a.help:
        print(__doc__)
        sys.exit(0)
    return a


def reports(files):
    if files:
        return files
    shared = sorted(glob.glob(os.path.join(TOP, '..', 'shared', 'corpus', '*.txt')))
    return shared or sorted(glob.glob(os.path.join(TOP, 'examples', '*.txt')))


def repeat(files, to, size):
    """Writes the files over and over, whole, until `size` bytes are there."""
    block = b''.join(open(f, 'rb').read().rstrip(b'\n') + b'\n\n' for f in files)
    with open(to, 'wb') as out:
        for _ in range(max(1, size // len(block))):
            out.write(block)
    return os.path.getsize(to)


def run(command, given):
    """Seconds of one run; standard output is thrown away behind a pipe, as users have one."""
    with open(given, 'rb') as src:
        began = time.perf_counter()
        p = subprocess.Popen(['sh', '-c', command + ' | cat >/dev/null'], stdin=src, stderr=subprocess.DEVNULL)
        p.wait()
        return time.perf_counter() - began


def peak(build, command, given):
    """Peak KiB of the command alone, as tests/tools/peak.c has it."""
    with open(given, 'rb') as src:
        p = subprocess.run(['sh', '-c', f'exec {os.path.join(build, "tools", "peak")} {command}'],
                           stdin=src, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return int(p.stderr.split()[-1])


def main():
    a = options()
    a.build = os.path.abspath(a.build)
    os.environ.update(GWR_RULES=a.rules, LC_ALL='C')
    names = reports(a.files)
    if not names:
        sys.exit('bench: no reports to read')
    tmp = tempfile.mkdtemp(prefix='gwr-bench-')
    try:
        bench(a, names, tmp)
    finally:
        shutil.rmtree(tmp)


def bench(a, names, tmp):
    at = lambda x: os.path.join(tmp, x)
    gwr = lambda x: os.path.join(a.build, 'gwr-' + x)
    here = os.path.dirname(os.path.abspath(__file__))
    sizes = {'text': repeat(names, at('text'), a.mb * 1000000)}
    # one process alone makes the records, in the block of the text once: the stages are then measured on equal bytes
    for name, command in [('records', f"{gwr('split')} <{at('text')} >{at('records')}"),
                          ('tagged', f"{gwr('tag')} <{at('records')} >{at('tagged')}"),
                          ('gb18030', f"iconv -f UTF-8 -t GB18030 <{at('text')} >{at('gb18030')}")]:
        if subprocess.call(['sh', '-c', command]) != 0:
            sys.exit(f'bench: cannot make {name}: {command}')
        sizes[name] = os.path.getsize(at(name))
    with open(at('text'), 'rb') as f, open(at('small'), 'wb') as out:   # python's share: a tenth, it is slow enough
        out.write(f.read(sizes['text'] // 10))
    sizes['small'] = os.path.getsize(at('small'))
    terms = os.path.join(here, 'terms-200.txt')

    # name, command, what it reads, the command its rate is held against
    todo = [
        ('cat', 'cat', 'text', ''),
        ('iconv gb18030', 'iconv -f GB18030 -t UTF-8', 'gb18030', 'cat'),
        ("sed s/。/。\\n/g", "sed 's/。/。\\n/g'", 'text', 'cat'),
        ('rg -oF 200 terms, text', f'rg -oF -f {terms}', 'text', 'cat'),
        ('rg -oF 200 terms, records', f'rg -oF -f {terms}', 'records', 'cat'),
        ('rg -oF 200 terms, tagged', f'rg -oF -f {terms}', 'tagged', 'cat'),
        ('grep -P GDP figure', "grep -oP '生产总值[^，。；]{0,12}增长[0-9.]+%'", 'text', 'cat'),
        ('mawk 3 columns', "mawk -F'\\t' '{print $1, $6, $NF}'", 'records', 'cat'),
        ('python3 re', f"python3 {os.path.join(here, 'plain.py')}", 'small', 'cat'),
        ('gwr-split', gwr('split'), 'text', "sed s/。/。\\n/g"),
        ('gwr-split, gb18030', gwr('split'), 'gb18030', 'iconv gb18030'),
        ('gwr-tag', gwr('tag'), 'records', 'rg -oF 200 terms, records'),
        ('gwr-extract', gwr('extract'), 'tagged', 'rg -oF 200 terms, tagged'),
        ('split | tag | extract', f"{gwr('split')} | {gwr('tag')} | {gwr('extract')}", 'text', 'python3 re'),
    ]
    only = [x for x in a.only.split(',') if x]
    if only:
        wanted = {t[0] for t in todo if any(o in t[0] for o in only)}
        wanted |= {t[3] for t in todo if t[0] in wanted}
        todo = [t for t in todo if t[0] in wanted]
    missing = [t for t in todo if not shutil.which(t[1].split()[0])]
    todo = [t for t in todo if t not in missing]

    seconds = {t[0]: [] for t in todo}
    memory = {t[0]: peak(a.build, t[1], at(t[2])) for t in todo if '|' not in t[1]}      # and the files are in the cache now
    for _ in range(a.runs):
        for name, command, given, _ in todo:
            seconds[name].append(run(command, at(given)))
    rate = {t[0]: sizes[t[2]] / 1e6 / statistics.median(seconds[t[0]]) for t in todo}
    print(f"{'command':28} {'MB/s':>8}  {'ratio':>6} {'of':28} {'peak MiB':>8}")
    for name, _, _, other in todo:
        ratio = f'{rate[name] / rate[other]:6.2f} {other:28}' if other in rate else ' ' * 35
        kib = f'{memory[name] / 1024:8.1f}' if name in memory else ''
        print(f'{name:28} {rate[name]:8.0f}  {ratio} {kib}')
    for name, command, _, _ in missing:
        print(f'left out, not installed: {command.split()[0]} ({name})')


if __name__ == '__main__':
    main()
