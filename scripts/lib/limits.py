# SPDX-License-Identifier: GPL-2.0
"""Limits for commands that read what a stranger wrote: of files, folders, memory and time. A command that meets
one ends with a sentence, or goes on without the file."""

import os
import re
import resource
import selectors
import signal
import stat
import subprocess
import sys
import time

from . import words

# Of one file. The largest source in public drivers has 4 MB.
MOST_BYTES = 16 << 20
# Of one folder with all below it. Linux's own sources have 90,000 files.
MOST_FILES = 200000
DEEPEST_FOLDER = 64
# Of a compiler's messages, and of a preprocessed source.
MOST_OUTPUT = 64 << 20
# Of a file that a program writes.
MOST_WRITTEN = 1 << 30
# Of this process, and of each that it calls. gcc needs 1 GB for the largest sources.
MEMORY = 4 << 30
# Of processor time for a command, and of processor and other time for a program that it calls.
COMMAND_SECONDS = 900
CALL_SECONDS = 120

# What gcc says of the program that it has called.
OUT_OF_TIME = re.compile(rb"^\S+: (?:fatal|internal compiler) error: CPU time limit exceeded signal", re.MULTILINE)

# The process groups of the programs that run.
running = set()


class Unfit(Exception):
    """What is not read, and why: the rest of a sentence that begins with its name."""


def data(path, most=MOST_BYTES):
    """The bytes of a regular file."""
    try:
        # Devices are not even opened.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Unfit("is no regular file")
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as opened:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unfit("is no regular file")
            found = opened.read(most + 1) or b""
    except OSError as error:
        raise Unfit("cannot be read: " + error.strerror) from None
    except ValueError:
        raise Unfit("has a name that no file can have") from None
    if len(found) > most:
        raise Unfit("has more than %d bytes" % most)
    return found


def walk(folder, hidden=False):
    """Yields (folder, names of regular files, other names) for a folder and those below it, in order. Does not
    follow links to folders. hidden: also folders whose names begin with a dot."""
    todo = [(folder, 0)]
    count = 0
    while todo:
        here, depth = todo.pop()
        folders, files, others = [], [], []
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            continue
        count += len(entries)
        if count > MOST_FILES:
            raise Unfit("has more than %d files" % MOST_FILES)
        for entry in entries:
            try:
                if entry.is_dir(follow_symlinks=False):
                    if hidden or not entry.name.startswith("."):
                        folders.append(entry.name)
                elif entry.is_file():
                    files.append(entry.name)
                elif not entry.is_dir():
                    others.append(entry.name)
            except OSError:
                others.append(entry.name)
        if folders and depth >= DEEPEST_FOLDER:
            raise Unfit("has folders more than %d deep" % DEEPEST_FOLDER)
        yield here, files, others
        todo += [(os.path.join(here, name), depth + 1) for name in reversed(folders)]


class Done:
    """The end of a program: what it wrote, and why it was stopped or ""."""

    def __init__(self):
        self.returncode = None
        self.output = {1: b"", 2: b""}
        self.why = ""

    @property
    def stdout(self):
        return self.output[1].decode(errors="replace")

    @property
    def stderr(self):
        return self.output[2].decode(errors="replace")


def within(kind, most):
    """The limit that this process may set."""
    _, hard = resource.getrlimit(kind)
    return most if hard == resource.RLIM_INFINITY else min(most, hard)


def run(command, merge=False, quiet=False, most=MOST_OUTPUT, seconds=CALL_SECONDS, memory=MEMORY, env=None, stdin=None):
    """Runs a program within limits. merge: the errors are part of the output. quiet: they are dropped. stdin:
    bytes, without which its input is empty."""
    done = Done()
    # Below the last limit, at which Linux kills a process, and nothing tells why.
    last = within(resource.RLIMIT_CPU, seconds + 5)
    seconds = min(seconds, max(last - 1, 1))
    # Essential in Debian. A function between fork and exec may hang in a process with threads.
    limited = ["prlimit", "--core=0", *("--%s=%d" % (name, within(resource_of, most_of)) for name, resource_of, most_of in (
        ("as", resource.RLIMIT_AS, memory), ("fsize", resource.RLIMIT_FSIZE, MOST_WRITTEN))),
               "--cpu=%d:%d" % (seconds, last), *command]
    try:
        called = subprocess.Popen(limited, stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
                                  stdout=subprocess.PIPE, env=env, process_group=0,
                                  stderr=subprocess.STDOUT if merge else subprocess.DEVNULL if quiet else subprocess.PIPE)
    except (OSError, ValueError) as error:
        done.returncode, done.why = 127, "cannot be run: %s" % error
        return done
    running.add(called.pid)
    try:
        if stdin is not None:
            try:
                called.stdin.write(stdin)
                called.stdin.close()
            except BrokenPipeError:
                pass
        done.why = collect(called, done.output, most, time.monotonic() + 3 * seconds)
        if done.why:
            stop(called.pid)
    except BaseException:
        stop(called.pid)
        raise
    finally:
        called.wait()
        running.discard(called.pid)
        for pipe in called.stdout, called.stderr:
            if pipe:
                pipe.close()
    done.returncode = 1 if done.why else called.returncode
    # The program itself, or the one that a compiler has called.
    if done.returncode in (-signal.SIGXCPU, 128 + signal.SIGXCPU) or \
            done.returncode and OUT_OF_TIME.search(done.output[1 if merge else 2]):
        done.why = "takes more than %d s" % seconds
    return done


def collect(called, output, most, deadline):
    """Reads what a program writes. Returns why it has to be stopped, or ""."""
    pieces = {1: [], 2: []}
    why = read_all(called, pieces, most, deadline)
    for number, each in pieces.items():
        output[number] = b"".join(each)
    return why


def read_all(called, pieces, left, deadline):
    most = left
    with selectors.DefaultSelector() as selector:
        for number, pipe in (1, called.stdout), (2, called.stderr):
            if pipe:
                selector.register(pipe, selectors.EVENT_READ, number)
        while selector.get_map():
            ready = selector.select(max(0, deadline - time.monotonic()))
            if not ready:
                return "takes too long"
            for key, _ in ready:
                piece = os.read(key.fd, 1 << 16)
                if not piece:
                    selector.unregister(key.fileobj)
                    continue
                pieces[key.data].append(piece)
                left -= len(piece)
                if left < 0:
                    return "writes more than %d bytes" % most
    return ""


def stop(group):
    """A command in Python stops the programs that it has called itself, and then ends."""
    for number in signal.SIGTERM, signal.SIGKILL:
        try:
            os.killpg(group, number)
        except OSError:
            return
        if number == signal.SIGTERM:
            time.sleep(0.2)


def end(program, text, code):
    for group in list(running):
        stop(group)
    if text:
        sys.stderr.write(words.shown("%s: %s" % (program, text)) + "\n")
    for stream in sys.stdout, sys.stderr:
        try:
            stream.flush()
        except OSError:
            pass
    # Threads may still work.
    os._exit(code)


def put(text=""):
    """Writes output. Here a reader that has gone, or a full disk, is met: at its end Python prints its own words."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unfit("the output: %s" % error.strerror) from None


def guarded(program, main, code=2, seconds=COMMAND_SECONDS):
    """Calls main() within limits of memory and processor time. At one it ends with a sentence and the code."""
    def out_of_time(*_):
        raise Unfit("this takes more than %d s of processor time" % seconds)
    def ended(*_):
        end(program, "", 130)
    for stream in sys.stdout, sys.stderr:
        stream.reconfigure(errors="backslashreplace")
    resource.setrlimit(resource.RLIMIT_AS, (within(resource.RLIMIT_AS, MEMORY), resource.getrlimit(resource.RLIMIT_AS)[1]))
    signal.signal(signal.SIGPROF, out_of_time)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.signal(signal.SIGTERM, ended)
    try:
        returned = main()
        put()
        sys.exit(returned)
    except Unfit as unfit:
        end(program, str(unfit), code)
    except MemoryError:
        end(program, "this takes more than %d bytes of memory" % MEMORY, code)
    except RecursionError:
        end(program, "this is nested too deeply", code)
    except BrokenPipeError:
        # The reader of the output has seen enough.
        end(program, "", code)
    except KeyboardInterrupt:
        ended()
