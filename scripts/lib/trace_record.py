# SPDX-License-Identifier: GPL-2.0
"""Records the trace events of winwork.ko on this machine: in an instance of Linux's tracer of its own, so that no other
tracer is disturbed."""

import os
import re
import resource
import select
import signal
import subprocess
import time

from . import words
from .limits import Unfit

TRACEFS = ("/sys/kernel/tracing", "/sys/kernel/debug/tracing")
# Seconds between two looks at the buffers, unless they are half full before. A wake-up for each event would disturb
# what is measured.
PERIOD = 0.1
LOADED = re.compile(rb" driver_load: driver=(\S+) ")
LOST = re.compile(r"^(?:overrun|commit overrun|dropped events): (\d+)$", re.M)
# Of a process, before the caller limits its own.
MEMORY = resource.getrlimit(resource.RLIMIT_AS)
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Instance:
    """An instance of Linux's tracer. The end of the "with" removes it, also on a signal."""

    def __init__(self, kilobytes):
        root = next((root for root in TRACEFS if os.path.isdir(os.path.join(root, "instances"))), None)
        if os.geteuid():
            raise Unfit("only root may record")
        if not root:
            raise Unfit("tracefs is not mounted: mount -t tracefs none %s" % TRACEFS[0])
        if not os.path.isdir(os.path.join(root, "events", "winwork")):
            raise Unfit("winwork.ko is not inserted, so there is nothing to record")
        self.folder = os.path.join(root, "instances", "winwork-trace-%d" % os.getpid())
        self.kilobytes = kilobytes
        self.pipe = None

    def __enter__(self):
        os.mkdir(self.folder)
        try:
            # The clocks of processors may differ, but not by this one.
            self.set("trace_clock", "mono")
            self.set("buffer_size_kb", str(self.kilobytes))
            self.set("events/winwork/enable", "1")
            self.pipe = os.open(self._path("trace_pipe"), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            self.__exit__()
            raise Unfit("the tracer refuses: %s" % error) from None
        return self

    def __exit__(self, *_):
        if self.pipe is not None:
            os.close(self.pipe)
        os.rmdir(self.folder)

    def _path(self, name):
        return os.path.join(self.folder, name)

    def set(self, name, value):
        with open(self._path(name), "w", encoding="ascii") as opened:
            opened.write(value)

    def lost(self):
        """The number of events that found the buffers full."""
        count = 0
        for name in os.listdir(self._path("per_cpu")):
            with open(self._path(os.path.join("per_cpu", name, "stats")), encoding="ascii") as opened:
                count += sum(map(int, LOST.findall(opened.read())))
        return count

    def pieces(self):
        """What is in the buffers, which do not keep it."""
        try:
            while piece := os.read(self.pipe, 1 << 16):
                yield piece
        except BlockingIOError:
            pass

    def drain(self, out):
        """Moves what is in the buffers to a file. Only then it looks up names, which takes long: meanwhile a driver may
        go, and with it the names of routines in lines that are not read yet."""
        loaded = set()
        for piece in self.pieces():
            out.write(piece)
            loaded.update(name.decode(errors="replace") for name in LOADED.findall(piece))
        out.write(symbols(loaded))
        out.flush()


def symbols(modules):
    """The functions of modules, which may be gone when a later line is printed."""
    lines = []
    if modules:
        with open("/proc/kallsyms", encoding="ascii", errors="replace") as opened:
            for line in opened:
                parts = line.split()
                if len(parts) == 4 and parts[1] in "tT" and parts[3][1:-1] in modules:
                    lines.append("# winwork-trace: symbol %s %s %s\n" % (parts[0], parts[2], parts[3]))
    return "".join(lines).encode()


def drivers():
    """The modules that use winwork.ko."""
    try:
        return set(os.listdir("/sys/module/winwork/holders"))
    except OSError:
        return set()


class Signals:
    """From here on signals do not end this program, but its recording: the bytes of a pipe tell of them."""

    def __enter__(self):
        self.reader, self.writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.before = {number: signal.signal(number, lambda *_: None) for number in (*ENDING, signal.SIGCHLD)}
        self.wakeup = signal.set_wakeup_fd(self.writer, warn_on_full_buffer=False)
        return self

    def __exit__(self, *_):
        signal.set_wakeup_fd(self.wakeup)
        for number, handler in self.before.items():
            signal.signal(number, handler)
        os.close(self.reader)
        os.close(self.writer)

    def took(self):
        """The first signal that ends the recording, or None."""
        try:
            return next((number for number in os.read(self.reader, 4096) if number in ENDING), None)
        except BlockingIOError:
            return None


def start(command):
    try:
        return subprocess.Popen(command, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, MEMORY)) \
            if command else None
    except OSError as error:
        raise Unfit("%s: %s" % (words.shown(command[0]), error.strerror)) from None


def follow(instance, signals, out, child, seconds):
    """Reads events until the program has ended, the time is over, or a signal comes. Returns the signal or None."""
    deadline = time.monotonic() + seconds if seconds is not None else float("inf")
    while not (child and child.poll() is not None) and time.monotonic() < deadline:
        select.select([instance.pipe, signals.reader], [], [], max(min(PERIOD, deadline - time.monotonic()), 0))
        instance.drain(out)
        number = signals.took()
        if number:
            return number
    return None


def record(out, command=(), seconds=None, kilobytes=4096):
    """Writes the events to an open file while a program runs. Returns the exit code for the caller's own."""
    child, number = None, None
    with Signals() as signals, Instance(kilobytes) as instance:
        out.write(symbols(drivers()))
        child = start(command)
        try:
            number = follow(instance, signals, out, child, seconds)
        finally:
            if child and child.poll() is None:
                child.terminate()
        instance.set("tracing_on", "0")
        instance.drain(out)
        out.write(b"# winwork-trace: lost %d\n" % instance.lost())
    code = child.wait() if child else 0
    # The end of a recording without a program is that of the user's key.
    return 128 + number if number and (child or number != signal.SIGINT) else 128 - code if code < 0 else code
