#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Makes mutants of the code under test, and says which of them the scenarios kill.

A mutant is the source with one change to a line that other CPUs could notice: a statement is left
out, a condition negated, a memory order made relaxed, two statements swapped. A mutant that no
scenario kills means a property that is missing, code that could go, or an entry in
mutants.survivors, which says why it is no defect. mutants.classic holds changes made by hand.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FILES = [
    'engine/work_queue.cpp', 'engine/work_queue.hpp', 'engine/reserved_worker.cpp',
    'engine/reserved_worker.hpp', 'engine/worker.hpp', 'engine/work_item.hpp', 'engine/item.cpp',
    'ob/reference.hpp', 'ob/reference.cpp', 'ob/percpu_count.hpp', 'ob/object.cpp',
    'ke/timer.cpp', 'ke/dpc.cpp', 'ke/dispatcher.cpp', 'ex/rundown.cpp', 'io/remove_lock.cpp',
]
# What makes a line one that others could notice.
ATOMIC = re.compile(r'\.(load|store|exchange|compare_exchange|fetch_\w+|add_fetch)\(|__atomic_')
CALL = re.compile(r'\b(ww_(work|watch|interrupts|preemption|gate|wake|dpc|alarm|worker)\w*|resume|'
                  r'supply|arm|try_arm|start|hire\w*|dismiss|release\w*|drop|switch_to_atomic|drain|add|'
                  r'clear_armed|watch_\w+|count_\w+|push\w*|link\w*|LockGuard|DispatcherGuard|claim\w*|'
                  r'wake_\w+|make_ready\w*|put_back|note_ready|put_aside|park\w*|unpark\w*)\b')
STATEMENT = re.compile(r'^\t+(?!return\b|break\b|continue\b|const\b|constexpr\b|static\b|using\b|else\b|'
                       r'goto\b|case\b|case\b|typedef\b|extern\b)[A-Za-z_*(].*;\s*$')
DECLARATION = re.compile(r'^\t+[\w:<>]+(\s[\w:<>]+)*\s[*&]?(const )?\w+(\s=.*|\(.*\)|\{.*\})?;\s*$')
CONDITION = re.compile(r'^(\t+(?:\} else )?(?:if|while) \()(.*)(\)(?: \[\[\w+\]\])?(?: \{)?)\s*$')
DEFAULTED = re.compile(r'\.(load|exchange|fetch_\w+|store|add_fetch)\(([^()]*(?:\([^()]*\)[^()]*)*)\)')


def of_interest(line):
    return bool(ATOMIC.search(line) or CALL.search(line))


def is_statement(line):
    return bool(STATEMENT.match(line)) and line.count('(') == line.count(')')


def is_drop(line):
    """Without it the rest still compiles, mostly."""
    return is_statement(line) and (not DECLARATION.match(line) or 'Guard guard' in line)


def weakened(line):
    """The line with each of its orders made relaxed in turn."""
    for name in ('acquire', 'release', 'acq_rel', 'seq_cst'):
        for found in re.finditer(r'Order::%s\b' % name, line):
            yield line[:found.start()] + 'Order::relaxed' + line[found.end():]
        for found in re.finditer(r'__ATOMIC_%s\b' % name.upper(), line):
            yield line[:found.start()] + '__ATOMIC_RELAXED' + line[found.end():]
    for found in DEFAULTED.finditer(line):
        if 'Order::' in found.group(2):
            continue
        arguments = found.group(2)
        order = (arguments + ', ' if arguments.strip() else '') + 'Order::relaxed'
        yield line[:found.start(2)] + order + line[found.end(2):]


def mutants_of(path):
    """(number of the line, what was done, the new lines in its place) for one file."""
    with open(os.path.join(TOP, 'src', path)) as file:
        lines = file.read().split('\n')
    in_comment = False
    for index, line in enumerate(lines):
        if '/*' in line:
            in_comment = True
        if in_comment or line.lstrip().startswith('//'):
            in_comment = in_comment and '*/' not in line
            continue
        if not of_interest(line):
            continue
        if is_drop(line):
            yield index, 'drop', [re.match(r'\t*', line).group(0) + ';']
        found = CONDITION.match(line)
        if found and '{' not in found.group(2) and found.group(2).count('(') == found.group(2).count(')') \
           and ' = ' not in found.group(2).split('(')[0]:
            yield index, 'negate', [found.group(1) + '!(' + found.group(2) + ')' + found.group(3)]
        for new in weakened(line):
            yield index, 'relax', [new]
        following = lines[index + 1] if index + 1 < len(lines) else ''
        if is_drop(line) and is_drop(following) and 'Guard' not in line + following and \
           re.match(r'\t*', line).group(0) == re.match(r'\t*', following).group(0):
            yield index, 'swap', [following, line]


class Mutant:
    def __init__(self, path, kind, old, new, line):
        self.path, self.kind, self.old, self.new, self.line = path, kind, old, new, line

    def __str__(self):
        return '%s:%d: %s: %s' % (self.path, self.line + 1, self.kind,
                                  ' / '.join(text.strip() for text in self.new)
                                  if self.kind != 'drop' else self.old.strip())

    def key(self):
        """The same after lines were moved."""
        return '%s: %s: %s' % (self.path, self.kind, self.old.strip() if self.kind == 'drop' else
                               ' / '.join(text.strip() for text in self.new))

    def apply(self, folder):
        name = os.path.join(folder, self.path)
        with open(os.path.join(TOP, 'src', self.path)) as file:
            lines = file.read().split('\n')
        lines[self.line:self.line + max(1, len(self.new) if self.kind == 'swap' else 1)] = self.new
        write(name, '\n'.join(lines))


class Classic(Mutant):
    """A change by hand: old text and new text."""
    def __init__(self, title, path, old, new):
        super().__init__(path, 'classic', old, [new], 0)
        self.title = title

    def __str__(self):
        return '%s: %s' % (self.path, self.title)

    def key(self):
        return str(self)

    def apply(self, folder):
        with open(os.path.join(TOP, 'src', self.path)) as file:
            text = file.read()
        if text.count(self.old) != 1:
            sys.exit('mutants: "%s": its old text is in %s %d times' %
                     (self.title, self.path, text.count(self.old)))
        write(os.path.join(folder, self.path), text.replace(self.old, self.new[0]))


def write(name, text):
    with open(name, 'w') as file:
        file.write(text)


def read_classics():
    """Blocks of "== title", "-- file", old text, "++", new text."""
    with open(os.path.join(TOP, 'sim', 'mutants.classic')) as file:
        text = re.sub(r'^#.*\n', '', file.read(), flags=re.M)
    for block in re.split(r'^== ', text, flags=re.M)[1:]:
        title, rest = block.split('\n', 1)
        path, rest = rest[3:].split('\n', 1)
        old, new = re.split(r'\n\+\+\n', rest, maxsplit=1)
        yield Classic(title, path.strip(), old, new.rstrip('\n'))


def read_survivors():
    """key TAB reason; lines with # are comments."""
    reasons = {}
    with open(os.path.join(TOP, 'sim', 'mutants.survivors')) as file:
        for line in file:
            if line.strip() and not line.startswith('#'):
                key, reason = line.rstrip('\n').split('\t', 1)
                reasons[key] = reason
    return reasons


class Bench:
    """A copy of the sources, and the simulator that is built of it."""
    def __init__(self, folder):
        self.folder = folder
        self.src = os.path.join(folder, 'src')
        shutil.rmtree(self.src, ignore_errors=True)
        shutil.copytree(os.path.join(TOP, 'src'), self.src)
        if not self.build():
            sys.exit('mutants: the unchanged sources do not build')
        self.original = self.code()
        self.skipped = []
        self.skipped = self.failing()

    def build(self):
        # Include paths as in the tree, and one machine for all.
        make = subprocess.run(['make', '-s', '-j%d' % os.cpu_count(), '-C', os.path.join(TOP, 'sim'), 'SRC=' + self.src,
                               'OUT=' + os.path.join(self.folder, 'out')],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return make.returncode == 0

    def code(self):
        return subprocess.run(['objdump', '-d', '--no-show-raw-insn', '--section=.text',
                               os.path.join(self.folder, 'out', 'tested.o')],
                              stdout=subprocess.PIPE).stdout

    def failing(self):
        """The scenarios that fail without a change: they tell nothing."""
        names = set()
        for mode in ('random', 'weak', 'pct'):
            run = subprocess.run(self.command(mode, 300, 1), stdout=subprocess.PIPE)
            names.update(re.findall(r'^(\w+), \w+: VIOLATION', run.stdout.decode(), re.M))
        for name in sorted(names):
            print('left out, since it fails without a change: %s' % name, flush=True)
        return sorted(names)

    def command(self, mode, schedules, seed, *more):
        skip = [word for name in self.skipped for word in ('--skip', name)]
        return [os.path.join(self.folder, 'out', 'sim'), '--quiet', '--mode', mode,
                '--schedules', str(schedules), '--seed', str(seed), *skip, *more]

    def kill(self, seconds):
        """The first violation's line, or None, and the seconds that it took."""
        start = time.time()
        schedules = 60
        while time.time() - start < seconds:
            for mode in ('random', 'weak', 'pct', 'exhaustive'):
                left = seconds - (time.time() - start)
                if left <= 0:
                    break
                command = self.command(mode, schedules, schedules, '--first', '--seconds',
                                       str(max(1, left / 20)))
                try:
                    run = subprocess.run(command, stdout=subprocess.PIPE, timeout=left + 30)
                except subprocess.TimeoutExpired:
                    return 'the simulator hangs', time.time() - start
                for line in run.stdout.decode(errors='replace').split('\n'):
                    if 'VIOLATION' in line:
                        return line, time.time() - start
                if run.returncode:
                    return 'the simulator ends with %d' % run.returncode, time.time() - start
            schedules *= 4
        return None, time.time() - start

    def restore(self, path):
        shutil.copy(os.path.join(TOP, 'src', path), os.path.join(self.src, path))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--seconds', type=float, default=300, help='for each mutant (300)')
    parser.add_argument('--file', action='append', help='only of this one, as engine/work_queue.cpp')
    parser.add_argument('--every', type=int, default=1, help='only each so-manieth mutant')
    parser.add_argument('--offset', type=int, default=0, help='the first of these')
    parser.add_argument('--classic', action='store_true', help='only those made by hand')
    parser.add_argument('--list', action='store_true', help='print them, and run none')
    parser.add_argument('--out', default=os.path.join(TOP, 'build', 'mutants'))
    options = parser.parse_args()

    mutants = list(read_classics())
    if options.file:
        mutants = [mutant for mutant in mutants if mutant.path in options.file]
    if not options.classic:
        for path in options.file or FILES:
            with open(os.path.join(TOP, 'src', path)) as file:
                lines = file.read().split('\n')
            mutants += [Mutant(path, kind, lines[line], new, line)
                        for line, kind, new in mutants_of(path)]
    mutants = mutants[options.offset::options.every]
    if options.list:
        for mutant in mutants:
            print(mutant)
        print('%d mutants' % len(mutants))
        return 0

    reasons = read_survivors()
    os.makedirs(options.out, exist_ok=True)
    bench = Bench(options.out)
    killed = explained = same = invalid = 0
    survivors = []
    for mutant in mutants:
        mutant.apply(bench.src)
        if not bench.build():
            invalid += 1
        elif bench.code() == bench.original:
            same += 1
        else:
            how, seconds = bench.kill(options.seconds)
            if how:
                killed += 1
                print('killed   %5.0f s  %s\n                   %s' % (seconds, mutant, how[:150]), flush=True)
            elif mutant.key() in reasons:
                explained += 1
                print('explained         %s: %s' % (mutant, reasons[mutant.key()]), flush=True)
            else:
                survivors.append(mutant)
                print('SURVIVED          %s' % mutant, flush=True)
        bench.restore(mutant.path)
    print('\n%d killed, %d survived, %d survived and are explained; %d change nothing, %d do not build' %
          (killed, len(survivors), explained, same, invalid))
    for mutant in survivors:
        print('  ' + mutant.key())
    return 1 if survivors else 0


if __name__ == '__main__':
    sys.exit(main())
