#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0
"""Makes mutants of the code under test, and reports those that the scenarios kill.

A mutant is the source with one change to a line that other CPUs could notice: a statement is left
out, a condition negated, a memory order made relaxed, two statements swapped. If no scenario
kills a mutant, a property is missing, or code could go, or mutants.survivors has an entry with the
reason why the mutant is no defect. mutants.classic contains changes made by hand.

A function and a text identify a mutant, so it stays the same when lines, files or folders move.
OUT/state.json has the results, by the text of the changed function. A killed mutant is not tried
again. A mutant that survived is tried again when the simulator has changed.
"""
import argparse
import collections
import filecmp
import fnmatch
import functools
import glob
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SRC = os.path.join(TOP, 'src')

# A line with one of these is one that other CPUs could notice.
ATOMIC = re.compile(r'\.(load|store|exchange|compare_exchange|fetch_\w+|add_fetch)\(|__atomic_')
GUARD = re.compile(r'\b\w*LockGuard\b|\bDispatcherGuard\b')
CALL = re.compile(
    r'\b(ww_(work|worker|stall_timer|interrupts|preemption|gate|wake|dpc|alarm|address)\w*|'
    r'resume\w*|serve|arm|try_arm|start|acquire\w*|release\w*|drop|switch_to_atomic|drain|add|'
    r'watch_\w+|turn_o\w+|continue_in|count_\w+|push\w*|link\w*|LockGuard|DispatcherGuard|'
    r'claim\w*|give_back\w*|wake_\w+|hand\w*|receive|order_return|take_order|collect|sort|'
    r'add_backlog|take_back_armed|disarm|unpark|reap|set|clear|replace)\b')
# Files that are not mutated, by path below src or by name. All others with such lines are.
EXCLUDED = {
    'atomic.hpp': 'the compiler\'s atomic operations',
    'lock.hpp': 'the platform\'s lock, whose model is the simulator\'s',
    'flt/*': 'the family\'s own locks: KUnit suites',
    'io/*': 'the family\'s own locks: KUnit suites',
    'ndis/*': 'the family\'s own locks: KUnit suites',
    'wdf/*': 'the family\'s own locks: KUnit suites',
    'etw/*': 'the family\'s own locks: KUnit suite etw_provider, VM test etw',
    'zw/*': 'the family\'s own locks: KUnit suites zw_*, VM tests',
    'exception.*': 'exceptions need the second return of the platform: KUnit suite ex_exception',
    'callback.*': 'callback objects: KUnit suite ex_callback',
    'routine_list.*': 'routines of callback objects and processes: KUnit suite ex_callback',
    'ps/notify.*': 'processes, which the machine does not have: VM test process_notify',
    'reinitialize.*': 'the list of reinitialization routines: KUnit suite loader_reinitialize',
    'ke/queue.*': 'KQUEUE: KUnit suite ke_queue',
    'ke/bug_check.*': 'the list of bug check callbacks: KUnit suite ke_bug_check',
    'run_once.*': 'RTL_RUN_ONCE: KUnit suite rtl_run_once',
    'paths.*': 'names of objects: KUnit suites cm_*, ex_*',
    'ob/stack.*': 'device stacks: KUnit suite io_stack',
    'program_event.*': 'eventfds, which the machine does not have: VM test async',
    'request_buffer.*': 'buffers of requests: VM tests requests and async',
    'locked_pages.*': 'pages that programs own: KUnit suite mm_*, VM test requests',
    'image.*': 'the list of loaded drivers',
    'task.*': 'IRQLs that tasks raised: KUnit suites',
    'thread.*': 'PsCreateSystemThread: KUnit suites',
    'pool.*': 'the list of allocations: KUnit suites',
    'lookaside.*': 'lists of the driver\'s: KUnit suites',
    'ex/timer.*': 'EX_TIMER: KUnit suites',
    'report.*': 'diagnostics',
}
# Functions that keep no invariant of a sound driver's items, by name.
EXCLUDED_FUNCTIONS = {
    'init': 'nothing else runs yet that could see it',
    'work_queues_init': 'nothing else runs yet that could see it',
    'count': 'diagnostics', 'activities': 'diagnostics',
    'in_use': 'diagnostics', 'describe': 'diagnostics',
    'workers_describe': 'diagnostics', 'object_count': 'diagnostics',
    'object_describe': 'diagnostics', 'count_waiters': 'diagnostics',
    'workers_hold': 'for tests', 'hold': 'for tests', 'wait_for_taker': 'for tests',
    'suspend_stall_detection': 'for tests',
    'count_taken': 'how soon help comes, no more: VM test stall',
    'item_memory_init': 'nothing else runs yet that could see it',
    'item_memory_exit': 'nothing else runs any more that could see it',
}
# Lines that no other CPU can notice: assertions, what is counted for the stall timer, and barriers
# for the compiler alone.
NOT_NOTICED = re.compile(r'\bWW_ASSERT\(|\bcount_taken\(\);|__atomic_signal_fence')
STATEMENT = re.compile(r'^\t+(?!return\b|break\b|continue\b|const\b|constexpr\b|static\b|using\b|'
                       r'else\b|goto\b|case\b|typedef\b|extern\b)[A-Za-z_*(].*;\s*$')
DECLARATION = re.compile(r'^\t+[\w:<>]+(\s[\w:<>]+)*\s[*&]*(const )?\w+(\s=.*|\(.*\)|\{.*\})?;\s*$')
CONDITION = re.compile(r'^(\t+(?:\} else )?(?:if|while) \()(.*)(\)(?: \[\[\w+\]\])?(?: \{)?)\s*$')
DEFAULTED = re.compile(r'\.(load|exchange|fetch_\w+|store|add_fetch|compare_exchange)'
                       r'\(([^()]*(?:\([^()]*\)[^()]*)*)\)')
# Orders between the present one and relaxed, where a CPU's code differs. A read-modify-write
# operation that is acq_rel is the same code as one that is seq_cst.
BETWEEN = {'load': ['acquire'], 'store': ['release']}


# ---- The sources ----------------------------------------------------------------------------

def read(path):
    with open(path) as file:
        return file.read()


def is_excluded(path):
    return any(fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(os.path.basename(path), pattern)
               for pattern in EXCLUDED)


def files_to_mutate():
    for root, _, names in os.walk(SRC):
        for name in names:
            path = os.path.relpath(os.path.join(root, name), SRC)
            if name.endswith(('.cpp', '.hpp')) and not is_excluded(path):
                text = read(os.path.join(SRC, path))
                if ATOMIC.search(text) or GUARD.search(text):
                    yield path


def name_in(header):
    """The function that a definition's first lines name, without its class."""
    header = re.sub(r'\[\[.*?\]\]|__attribute__\(\(.*?\)\)', '', header)
    found = re.search(r'((?:[\w~]+::)*(?:operator\W+|[\w~]+))\s*\(', header)
    return found.group(1).split('::')[-1] if found else ''


def functions_of(lines):
    """For each line the function that it lies in, and that function's first and last line."""
    found = [('', index, index) for index in range(len(lines))]
    index = 0
    while index < len(lines):
        opened = re.match(r'^(\t?)\{$', lines[index])
        if opened:
            start = index - 1
            while start > 0 and lines[start].strip() and \
                  not re.search(r'([;}:]|\*/|\{)$', lines[start].rstrip()):
                start -= 1
            name = name_in(' '.join(lines[start + 1:index]))
            end = index
            while end + 1 < len(lines) and lines[end] != opened.group(1) + '}':
                end += 1
            for inside in range(start + 1, end + 1):
                found[inside] = (name, start + 1, end)
            index = end
        elif re.match(r'^\t?[^\t].*\) ?(const )?(: .*)?\{.*\}$', lines[index]):
            found[index] = (name_in(lines[index]), index, index)
        index += 1
    return found


# ---- Mutants --------------------------------------------------------------------------------

def of_interest(line):
    return bool(ATOMIC.search(line) or CALL.search(line)) and not NOT_NOTICED.search(line)


def is_statement(line):
    return bool(STATEMENT.match(line)) and line.count('(') == line.count(')')


def is_drop(line):
    """Whether the rest probably compiles without this line."""
    return is_statement(line) and (not DECLARATION.match(line) or 'Guard guard' in line)


def weaker_orders(line, between):
    """The line with each of its orders made relaxed in turn, or an order in between."""
    for name in ('acquire', 'release', 'acq_rel', 'seq_cst'):
        for found in re.finditer(r'Order::%s\b' % name, line):
            if not between:
                yield line[:found.start()] + 'Order::relaxed' + line[found.end():]
            elif name == 'seq_cst':
                call = re.findall(r'\.(\w+)\(', line[:found.start()])
                for order in BETWEEN.get(call[-1] if call else '', []):
                    yield line[:found.start()] + 'Order::' + order + line[found.end():]
        for found in re.finditer(r'__ATOMIC_%s\b' % name.upper(), line):
            if not between:
                yield line[:found.start()] + '__ATOMIC_RELAXED' + line[found.end():]
    for found in DEFAULTED.finditer(line):
        if 'Order::' in found.group(2):
            continue
        arguments = found.group(2)
        for order in BETWEEN.get(found.group(1), []) if between else ['relaxed']:
            yield line[:found.start(2)] + (arguments + ', ' if arguments.strip() else '') + \
                'Order::' + order + line[found.end(2):]


def mutants_of(path):
    """All mutants of one file."""
    lines = read(os.path.join(SRC, path)).split('\n')
    functions = functions_of(lines)
    seen = collections.Counter()

    def mutant(index, kind, new):
        made = Mutant(path, kind, lines, index, new, functions[index])
        seen[made.name()] += 1
        made.number = seen[made.name()]
        return made

    in_comment = False
    for index, line in enumerate(lines):
        if '/*' in line:
            in_comment = True
        if in_comment or line.lstrip().startswith('//'):
            in_comment = in_comment and '*/' not in line
            continue
        function = functions[index][0]
        if not of_interest(line) or function in EXCLUDED_FUNCTIONS or not function:
            continue
        if is_drop(line):
            yield mutant(index, 'drop', [re.match(r'\t*', line).group(0) + ';'])
        found = CONDITION.match(line)
        condition = found.group(2) if found else '{'
        if '{' not in condition and condition.count('(') == condition.count(')') and \
           ' = ' not in condition.split('(')[0]:
            negated = found.group(1) + '!(' + condition + ')' + found.group(3)
            yield mutant(index, 'negate', [negated])
        for new in weaker_orders(line, False):
            yield mutant(index, 'relax', [new])
        for new in weaker_orders(line, True):
            yield mutant(index, 'weaken', [new])
        following = lines[index + 1] if index + 1 < len(lines) else ''
        if is_drop(line) and is_drop(following) and 'Guard' not in line + following and \
           not NOT_NOTICED.search(following) and \
           re.match(r'\t*', line).group(0) == re.match(r'\t*', following).group(0):
            yield mutant(index, 'swap', [following, line])


class Mutant:
    def __init__(self, path, kind, lines, index, new, function):
        self.path, self.kind, self.index, self.new = path, kind, index, new
        self.function, self.first, self.last = function
        self.old = lines[index]
        self.count = 2 if kind == 'swap' else 1
        self.number = 1

    def text(self):
        shown = [self.old] if self.kind == 'drop' else self.new
        return ' / '.join(text.strip() for text in shown)

    def name(self):
        return '%s: %s: %s' % (self.function, self.kind, self.text())

    def key(self):
        """Stays the same when lines and files move."""
        return self.name() + (' (%d)' % self.number if self.number > 1 else '')

    def __str__(self):
        return '%s:%d: %s' % (os.path.basename(self.path), self.index + 1, self.key())

    def lines(self):
        lines = read(os.path.join(SRC, self.path)).split('\n')
        lines[self.index:self.index + self.count] = self.new
        return lines

    def changed(self):
        return '\n'.join(self.lines())

    def content(self):
        """A hash of the changed function. Other changes of the file do not change it."""
        part = self.lines()[self.first:self.last + 1]
        text = '\n'.join([self.kind, self.function] + [line.strip() for line in part])
        return hashlib.sha1(text.encode()).hexdigest()


class Classic:
    """A change by hand: old text and new text."""
    kind = 'classic'

    def __init__(self, title, old, new):
        self.title, self.old, self.new = title, old, new
        self.path = None
        places = [path for path in all_sources() if self.old in read(os.path.join(SRC, path))]
        if len(places) == 1 and read(os.path.join(SRC, places[0])).count(old) == 1:
            self.path = places[0]

    def key(self):
        return 'classic: ' + self.title

    def __str__(self):
        return '%s: %s' % (os.path.basename(self.path or '?'), self.title)

    def changed(self):
        return read(os.path.join(SRC, self.path)).replace(self.old, self.new)

    def content(self):
        return hashlib.sha1('\n'.join([self.title, self.old, self.new]).encode()).hexdigest()


# ---- All mutants in one build ---------------------------------------------------------------

STATEMENT_BEFORE = re.compile(r'([;{}:)]|\belse|\bdo|\]\]|\*/)$')
WHOLE = re.compile(r'^\t+(return\b.*|[A-Za-z_*(:].*);\s*$')
ONE_LINE = re.compile(r'^(\t?[^\t].*\) ?(?:const )?\{ )(.*;)( \})$')


def choice(number, one, other):
    return 'sim_mutant(%d) ? (%s) : (%s)' % (number, one, other)


def combined(line, before, alternatives):
    """
    The line with all its mutants, of which sim_mutant() chooses one when it runs. @alternatives are
    pairs of a number and a line. The set that is returned has the numbers of those that are in the
    line; some cannot be.
    """
    done = set()

    def split(pattern):
        return [(number, re.match(pattern, text)) for number, text in alternatives
                if re.match(pattern, text)]

    declared = re.match(r'^(\t+(?:const )?[\w:<>]+ [*&]?(?:const )?\w+ = )(.*)(;)$', line)
    condition = CONDITION.match(line)
    one_line = ONE_LINE.match(line)
    if condition and ' = ' not in condition.group(2).replace(' == ', '') and \
       condition.group(2).count('(') == condition.group(2).count(')'):
        text = condition.group(2)
        for number, found in split(CONDITION):
            if found.group(1) == condition.group(1):
                text = choice(number, found.group(2), text)
                done.add(number)
        return condition.group(1) + text + condition.group(3), done
    if declared and declared.group(2).count('(') == declared.group(2).count(')'):
        text = declared.group(2)
        for number, other in alternatives:
            if other.startswith(declared.group(1)) and other.endswith(';'):
                text = choice(number, other[len(declared.group(1)):-1], text)
                done.add(number)
        return declared.group(1) + text + ';', done
    if one_line:
        text = one_line.group(2)
        for number, found in split(ONE_LINE):
            if found.group(1) == one_line.group(1):
                text = 'if (sim_mutant(%d)) { %s } else { %s }' % (number, found.group(2), text)
                done.add(number)
        return one_line.group(1) + text + one_line.group(3), done
    if WHOLE.match(line) and line.count('(') == line.count(')') and \
       (line.strip().startswith('return') or not DECLARATION.match(line)) and \
       (not before.strip() or STATEMENT_BEFORE.search(before.rstrip())):
        text = line.strip()
        for number, other in alternatives:
            if other.strip() == ';' or WHOLE.match(other):
                text = 'if (sim_mutant(%d)) { %s } else { %s }' % (number, other.strip(), text)
                done.add(number)
        return '{ %s }' % text if done else line, done
    return line, done


def combine(mutants, left_out):
    """Changed files, by path, and their mutants by number. The others are built one by one."""
    by_line = collections.defaultdict(list)
    numbered = {}
    for number, mutant in enumerate(mutants, 1):
        if mutant.kind == 'classic' or mutant.key() in left_out or 'Guard guard' in mutant.old:
            continue
        numbered[number] = mutant
        for offset in range(mutant.count):
            by_line[mutant.path, mutant.index + offset].append((number, mutant.new[offset]))
    files, failed = {}, set()
    for (path, index), alternatives in sorted(by_line.items()):
        if path not in files:
            files[path] = read(os.path.join(SRC, path)).split('\n')
        before = next((line for line in reversed(read_lines(path)[:index]) if line.strip()), '')
        files[path][index], done = combined(files[path][index], before, alternatives)
        failed |= {number for number, _ in alternatives} - done
    if failed:
        return combine(mutants, left_out | {numbered[number].key() for number in failed})
    for path, lines in files.items():
        lines[0] = 'extern "C" int sim_mutant(int number); ' + lines[0]
    return {path: '\n'.join(lines) for path, lines in files.items()}, numbered


@functools.lru_cache(None)
def read_lines(path):
    return read(os.path.join(SRC, path)).split('\n')


def all_sources():
    for root, _, names in os.walk(SRC):
        for name in names:
            if name.endswith(('.cpp', '.hpp')):
                yield os.path.relpath(os.path.join(root, name), SRC)


def read_classics():
    """Blocks of "== title", old text, "++", new text."""
    text = re.sub(r'^#.*\n', '', read(os.path.join(TOP, 'sim', 'mutants.classic')), flags=re.M)
    for block in re.split(r'^== ', text, flags=re.M)[1:]:
        title, rest = block.split('\n', 1)
        old, new = re.split(r'\n\+\+\n', rest, maxsplit=1)
        yield Classic(title, old, new.rstrip('\n'))


# The first word of a reason, for mutants that no test of the order of steps can kill: no schedule
# tells it from the source, or it is slower or takes more memory, and that is all.
NO_DEFECT = ('same:', 'time:')


def read_survivors():
    """The reasons, by key: the text before the tab, without the name of the file."""
    reasons = {}
    for line in read(os.path.join(TOP, 'sim', 'mutants.survivors')).split('\n'):
        if line.strip() and not line.startswith('#'):
            key, reason = line.split('\t', 1)
            reasons[key.split(': ', 1)[1]] = reason.strip()
    return reasons


def all_mutants(orders):
    mutants = list(read_classics())
    for path in sorted(files_to_mutate()):
        mutants += [mutant for mutant in mutants_of(path) if orders or mutant.kind != 'weaken']
    return mutants


def check():
    """Checks that each entry of the lists belongs to a mutant of the present sources."""
    mutants = all_mutants(True)
    bad = ['mutants.classic: "%s": its old text is not exactly once in src' % mutant.title
           for mutant in mutants if mutant.kind == 'classic' and not mutant.path]
    keys = {mutant.key() for mutant in mutants}
    bad += ['mutants.survivors: there is no such mutant: %s' % key
            for key in read_survivors() if key not in keys]
    for line in bad:
        print(line)
    print('%d mutants, %d of them by hand; %d of the lists do not fit the sources' %
          (sum(mutant.kind != 'weaken' for mutant in mutants),
           sum(mutant.kind == 'classic' for mutant in mutants), len(bad)))
    return 1 if bad else 0


# ---- Killing --------------------------------------------------------------------------------

class State:
    """The results of each mutant, by content, in a file. So a run can be continued."""
    def __init__(self, path):
        self.path = path
        self.lock = threading.Lock()
        self.known = json.loads(read(path)) if os.path.exists(path) else {}

    def note(self, mutant, result):
        with self.lock:
            self.known[mutant.content()] = dict(result, mutant=mutant.key())
            with open(self.path + '.new', 'w') as file:
                json.dump(self.known, file, indent=1)
            os.replace(self.path + '.new', self.path)

    def killers(self, mutant):
        """Scenarios and modes: first the killer of this mutant, then those that killed most."""
        with self.lock:
            known = list(self.known.values())
        here = os.path.basename(mutant.path)
        counts = collections.Counter()
        for result in known:
            if result['result'] == 'killed' and result.get('by'):
                counts[result['by']] += 20 if result.get('file') == here else 1
                if result['mutant'] == mutant.key():
                    counts[result['by']] += 100000
        return [by for by, _ in counts.most_common()]


def sim_hash():
    """A hash of the simulator. When it has changed, survivors are tried again."""
    digest = hashlib.sha1()
    for path in sorted(glob.glob(os.path.join(TOP, 'sim', '*', '*.?pp'))):
        digest.update(read(path).encode())
    return digest.hexdigest()


class Bench:
    """A copy of the sources, and the simulator that is built from it."""
    def __init__(self, folder, like=None):
        self.folder = folder
        self.src, self.out = os.path.join(folder, 'src'), os.path.join(folder, 'out')
        shutil.rmtree(self.src, ignore_errors=True)
        if not like:
            shutil.copytree(SRC, self.src)
            return
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(like.src, self.src)
        shutil.copytree(like.out, self.out)
        for path in glob.glob(os.path.join(self.out, '**', '*.d'), recursive=True):
            text = read(path).replace(like.folder + '/', folder + '/')
            times = os.stat(path)
            with open(path, 'w') as file:
                file.write(text)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def build(self, jobs=1):
        """Returns the compiler's errors, or None."""
        # Include paths are as in the tree. Without debug information, an object differs only if
        # its code does. Warnings are off: an unused name is no error.
        make = subprocess.run(['make', '-s', '-k', '-j%d' % jobs, '-C', os.path.join(TOP, 'sim'),
                               'SRC=' + self.src, 'OUT=' + self.out, 'DEBUG=-g0', 'warnings=-w',
                               os.path.join(self.out, 'sim')],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return make.stderr.decode(errors='replace') if make.returncode else None

    def write(self, path, text):
        with open(os.path.join(self.src, path), 'w') as file:
            file.write(text)

    def objects(self):
        return {os.path.relpath(path, self.out): os.stat(path).st_mtime_ns
                for path in glob.glob(os.path.join(self.out, 'src', '**', '*.o'), recursive=True)}

    def sim(self, *options):
        return [os.path.join(self.out, 'sim'), '--quiet', *options]


def build_base(options):
    base = Bench(os.path.join(options.out, 'base'))
    if base.build(options.jobs):
        sys.exit('mutants: the unchanged sources do not build')
    return base


def build_all(mutants, base, options):
    """One simulator with most of the mutants. An option chooses one by its number."""
    bench = Bench(os.path.join(options.out, 'all'), base)
    left_out = set()
    while True:
        files, numbered = combine(mutants, left_out)
        # A run before this one may have left changes in files that have no mutants now.
        for path in all_sources():
            text = files.get(path) or read(os.path.join(SRC, path))
            if read(os.path.join(bench.src, path)) != text:
                bench.write(path, text)
        errors = bench.build(options.jobs)
        if not errors:
            return bench, {mutant.key(): number for number, mutant in numbered.items()}
        places = {(os.path.relpath(path, bench.src), int(line) - 1)
                  for path, line in re.findall(r'^(/[^:\n]*):(\d+):\d+: error', errors, re.M)}
        bad = {mutant.key() for mutant in numbered.values()
               if any((mutant.path, mutant.index + offset) in places
                      for offset in range(mutant.count))}
        # An error elsewhere in a function comes from a mutant that has removed a name.
        bad = bad or {mutant.key() for mutant in numbered.values()
                      if any(mutant.path == path and mutant.first <= line <= mutant.last
                             for path, line in places)}
        if not bad:
            sys.exit('mutants: the combined sources do not build:\n' + errors[:2000])
        left_out |= bad


class Reaching:
    """The scenarios that reach a mutant's line; for one that is built alone, its function."""
    def __init__(self, combined, mutants, pairs):
        bench, numbers = combined
        names = sorted({pair.split(':')[0] for pair in pairs})
        run = subprocess.run(bench.sim('--mutant', '-1', '--mode', 'random', '--schedules', '60',
                                       *names), stdout=subprocess.PIPE)
        self.by_key, self.by_function = {}, {}
        by_number = collections.defaultdict(set)
        for name, reached in re.findall(r'^(\w+) reaches(.*)$', run.stdout.decode(), re.M):
            for number in reached.split():
                by_number[int(number)].add(name)
        for mutant in mutants:
            if mutant.key() in numbers:
                found = by_number[numbers[mutant.key()]]
                self.by_key[mutant.key()] = found
                place = mutant.path, mutant.function
                self.by_function[place] = self.by_function.get(place, set()) | found

    def of(self, mutant):
        """None if it is not known. Those of the function if none of a few schedules came to the line."""
        if self.by_key.get(mutant.key()):
            return self.by_key[mutant.key()]
        if mutant.kind == 'classic':
            return None
        return self.by_function.get((mutant.path, mutant.function)) or None


class Killer:
    """Runs mutants, one after the other."""
    def __init__(self, number, base, combined, reaching, state, pairs, options):
        self.reaching = reaching
        self.base, self.state, self.pairs, self.options = base, state, pairs, options
        self.combined, self.numbers = combined
        self.folder = os.path.join(options.out, str(number))
        self.own = None

    def run(self, mutant):
        number = self.numbers.get(mutant.key())
        if not number:
            return self.run_alone(mutant, lambda bench: self.kill(mutant, bench.sim()))
        result = self.kill(mutant, self.combined.sim('--mutant', str(number)))
        if result['result'] == 'survived' and mutant.path.endswith('.cpp'):
            return self.run_alone(mutant, lambda bench: result)
        return result

    def run_alone(self, mutant, run):
        """In a copy of the sources. The result of run(), unless the mutant changes no code."""
        if not self.own:
            self.own = Bench(self.folder, self.base)
        bench = self.own
        before = bench.objects()
        bench.write(mutant.path, mutant.changed())
        try:
            if bench.build():
                return {'result': 'does not build'}
            changed = [name for name, when in bench.objects().items() if when != before[name]]
            if all(filecmp.cmp(os.path.join(bench.out, name), os.path.join(self.base.out, name),
                               False) for name in changed):
                return {'result': 'changes nothing'}
            return run(bench)
        finally:
            place = os.path.join(bench.src, mutant.path)
            shutil.copy2(os.path.join(self.base.src, mutant.path), place)
            for name, when in bench.objects().items():
                if when != before.get(name):
                    os.unlink(os.path.join(bench.out, name))
                    shutil.copy2(os.path.join(self.base.out, name), os.path.join(bench.out, name))

    def kill(self, mutant, sim):
        start = time.time()
        reaching = self.reaching.of(mutant)
        pairs = [pair for pair in self.pairs if reaching is None or pair.split(':')[0] in reaching]
        if not pairs:
            return {'result': 'survived', 'seconds': self.options.seconds, 'sim': sim_hash(),
                    'file': os.path.basename(mutant.path), 'how': 'no scenario comes to it'}
        order = [pair for pair in self.state.killers(mutant) if pair in pairs]
        order += [pair for pair in pairs if pair not in order]
        # Only modes with old values of loads, or with a search for races, find a missing order.
        if mutant.kind in ('relax', 'weaken'):
            order = [pair for pair in order if pair.endswith((':weak', ':pct'))]
        schedules = 40
        while True:
            left = self.options.seconds - (time.time() - start)
            if left <= 0:
                break
            found = self.once(sim, order, schedules, left)
            if found:
                return dict(found, result='killed', seconds=round(time.time() - start, 1),
                            file=os.path.basename(mutant.path))
            schedules *= 4
        return {'result': 'survived', 'seconds': self.options.seconds, 'sim': sim_hash(),
                'file': os.path.basename(mutant.path)}

    def once(self, sim, pairs, schedules, left):
        """One round. The second one also has all exhaustive explorations."""
        complete = [pair for pair in pairs if pair.endswith(':exhaustive')]
        found = self.run_sim(sim + ['--first', '--schedules', str(schedules),
                                    '--seed', str(schedules), '--seconds', '20',
                                    *[pair for pair in pairs if pair not in complete]], left)
        if not found and complete and schedules == 160:
            found = self.run_sim(sim + ['--first', '--schedules', '10000', '--seconds', '20',
                                        *complete], left)
        return found

    @staticmethod
    def run_sim(command, left):
        # In a process group of its own, since it has children.
        run = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
        try:
            output = run.communicate(timeout=max(1, left))[0].decode(errors='replace')
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            output = run.communicate()[0].decode(errors='replace')
            if output.count('\n') < 2 and left > 60:
                return {'how': 'the simulator hangs'}
            run.returncode = 0
        for line in output.split('\n'):
            found = re.match(r'(\w+), (\w+): VIOLATION: (.*)', line)
            if found:
                return {'by': '%s:%s' % (found.group(1), found.group(2)),
                        'how': found.group(3)[:120]}
        return {'how': 'the simulator ends with %d' % run.returncode} if run.returncode else None


def pairs_of(bench):
    """Every scenario in every mode, without those that fail in the unchanged sources."""
    listed = subprocess.run(bench.sim('--list'), stdout=subprocess.PIPE).stdout.decode()
    names = [line.split()[0] for line in listed.split('\n') if re.match(r'\w+ +\d+ CPUs', line)]
    bad = set()
    for mode in ('random', 'weak', 'pct'):
        run = subprocess.run(bench.sim('--mode', mode, '--schedules', '100', '--seconds', '5',
                                       '--jobs', str(os.cpu_count())), stdout=subprocess.PIPE)
        bad.update(re.findall(r'^(\w+), \w+: VIOLATION', run.stdout.decode(), re.M))
    for name in sorted(bad):
        print('left out, because it fails without a change: %s' % name, flush=True)
    return ['%s:%s' % (name, mode) for mode in ('random', 'weak', 'pct', 'exhaustive')
            for name in names if name not in bad]


def run_all(todo, options, state, report):
    base = build_base(options)
    combined = build_all([mutant for mutant in todo if mutant.kind != 'classic'], base, options)
    pairs = pairs_of(combined[0])
    reaching = Reaching(combined, todo, pairs)
    print('%d mutants are built in one; %d scenarios and modes' % (len(combined[1]), len(pairs)),
          flush=True)
    # Mutants that have to be built one by one come last.
    todo.sort(key=lambda mutant: mutant.key() not in combined[1])
    lock = threading.Lock()

    def work(number):
        killer = Killer(number, base, combined, reaching, state, pairs, options)
        while True:
            with lock:
                if not todo:
                    return
                mutant = todo.pop(0)
            result = killer.run(mutant)
            state.note(mutant, result)
            with lock:
                report(mutant, result)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(options.jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# ---- The command ----------------------------------------------------------------------------

def is_known(result, options, sim):
    """Whether the result need not be found again."""
    if not result or options.again:
        return False
    if result['result'] != 'survived':
        return True
    return result['sim'] == sim and result['seconds'] >= options.seconds


def print_result(mutant, result):
    if result['result'] == 'killed':
        print('killed   %6.1f s  %s\n                   %s: %s' %
              (result['seconds'], mutant, result.get('by', ''), result['how']), flush=True)
    else:
        print('%-16s  %s' % (result['result'].upper() if result['result'] == 'survived'
                             else result['result'], mutant), flush=True)


def summary(mutants, state):
    """Prints all results. Returns 1 if a survivor has no reason, or too many mutants survive."""
    reasons = read_survivors()
    counts = collections.Counter()
    unexplained = []
    slowest = 0
    for mutant in mutants:
        result = state.known.get(mutant.content(), {'result': 'not tried'})
        how = result['result']
        if how == 'survived' and mutant.key() in reasons:
            how = 'no defect' if reasons[mutant.key()].startswith(NO_DEFECT) else 'explained'
        elif how == 'survived':
            unexplained.append(mutant)
        elif how == 'killed':
            slowest = max(slowest, result['seconds'])
        counts[how] += 1
    tried = counts['killed'] + counts['survived'] + counts['explained']
    print('\n%d mutants: %d killed (%.1f %% of %d, the slowest in %.0f s), %d survived and are '
          'explained, %d survived, %d not tried; besides, %d are no defects, %d change nothing, '
          '%d do not build' %
          (tried + counts['not tried'], counts['killed'], 100.0 * counts['killed'] / max(1, tried),
           tried, slowest, counts['explained'], counts['survived'], counts['not tried'],
           counts['no defect'], counts['changes nothing'], counts['does not build']))
    for mutant in unexplained:
        print('  %s: %s' % (os.path.basename(mutant.path), mutant.key()))
    return 1 if unexplained or counts['not tried'] or counts['killed'] < 0.95 * tried else 0


def chosen(options, parser):
    """The mutants that the options choose. A name that chooses none is an error."""
    found = all_mutants(options.orders or 'weaken' in (options.kind or []))
    for option, of in (('file', lambda mutant: os.path.basename(mutant.path or '')),
                       ('room', lambda mutant: (mutant.path or '').split('/')[0]),
                       ('kind', lambda mutant: mutant.kind)):
        wanted = ' '.join(getattr(options, option) or []).split()
        names = {of(mutant) for mutant in found}
        for name in wanted:
            if name not in names:
                parser.error('--%s: %s has no mutants; there are: %s' %
                             (option, name, ' '.join(sorted(names))))
        found = [mutant for mutant in found if not wanted or of(mutant) in wanted]
    found = [mutant for mutant in found
             if not options.match or re.search(options.match, str(mutant))]
    if not found:
        parser.error('no mutant matches')
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--seconds', type=float, default=300,
                        help='time for each mutant (default: 300)')
    parser.add_argument('--file', action='append', help='only mutants of these files: work_queue.cpp')
    parser.add_argument('--room', action='append', help='only mutants of these folders of src: engine')
    parser.add_argument('--kind', action='append',
                        help='only these kinds: drop, negate, relax, swap, weaken, classic')
    parser.add_argument('--match', help='only mutants whose line in the list matches this regular '
                                        'expression')
    parser.add_argument('--orders', action='store_true',
                        help='also orders between seq_cst and relaxed')
    parser.add_argument('--list', action='store_true', help='print the mutants, and run none')
    parser.add_argument('--check', action='store_true',
                        help='check that the lists fit the sources, and run none')
    parser.add_argument('--summary', action='store_true', help='print all results, and run none')
    parser.add_argument('--again', action='store_true', help='also mutants with a known result')
    parser.add_argument('--jobs', type=int, default=os.cpu_count(),
                        help='mutants at a time (default: one for each CPU)')
    parser.add_argument('--out', default=os.path.join(os.environ.get('WINWORK_OUT') or os.path.join(TOP, 'build'), 'mutants'),
                        help='folder for builds and results')
    options = parser.parse_args()

    if options.check:
        return check()
    mutants = chosen(options, parser)
    if options.list:
        for mutant in mutants:
            print(mutant)
        print('%d mutants' % len(mutants))
        return 0

    for mutant in mutants:
        if not mutant.path:
            sys.exit('mutants: "%s": its old text is not exactly once in src' % mutant.title)
    os.makedirs(options.out, exist_ok=True)
    state = State(os.path.join(options.out, 'state.json'))
    if not options.summary:
        sim = sim_hash()
        todo = [mutant for mutant in mutants
                if not is_known(state.known.get(mutant.content()), options, sim)]
        print('%d mutants, of %d the result is known' % (len(mutants), len(mutants) - len(todo)),
              flush=True)
        if todo:
            subprocess.run([os.path.join(TOP, 'scripts', 'setup'), 'host'], check=True)
            run_all(todo, options, state, print_result)
    return summary(mutants, state)


if __name__ == '__main__':
    sys.exit(main())
