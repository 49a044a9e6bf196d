# SPDX-License-Identifier: GPL-2.0
"""Counts the instructions between the queue call for a single item and the start of its routine, and
those of a control. The machine is stopped at the call and stepped to the end, through QEMU's GDB
server."""

import bisect
import collections
import re
import socket
import subprocess
import time

# The functions of the modules, and the one by which they enter Linux.
PRINT_FUNCTIONS = "grep -E ' [tTwW] (queue_work_on$|.*[[]winwork)' /proc/kallsyms"

# The number of the call that is profiled: then all caches are warm.
CALL = 60

# Places of registers among those that QEMU shows.
RDX, RSI, RSP, RIP = 3, 4, 7, 16

FIRST_OF_MODULES = 0xffffffffc0000000
LINUX = "Linux itself"


class ProfileError(Exception):
    """The machine did something unexpected."""


class Machine:
    """A stopped machine, at the other end of a socket."""

    def __init__(self, path, process):
        """@process is the machine. If it ends, the machine did not start."""
        self.socket = socket.socket(socket.AF_UNIX)
        self.pending = b""
        while True:
            try:
                self.socket.connect(path)
                return
            except OSError as error:
                if process.poll() is not None:
                    raise ProfileError("the machine did not start") from error
                time.sleep(0.1)

    def request(self, text):
        data = text.encode()
        try:
            self.socket.sendall(b"$%s#%02x" % (data, sum(data) % 256))
            return self.reply()
        except OSError as error:
            raise ProfileError("the machine is gone") from error

    def reply(self):
        while True:
            match = re.search(rb"\$([^#]*)#..", self.pending)
            if match:
                self.pending = self.pending[match.end():]
                self.socket.sendall(b"+")
                return match[1].decode()
            more = self.socket.recv(4096)
            if not more:
                raise ConnectionResetError
            self.pending += more

    def numbers(self, text):
        reply = self.request(text)
        if not re.fullmatch("([0-9a-f]{16})+.*", reply):
            raise ProfileError("'%s' was answered by '%s'" % (text, reply))
        return [int.from_bytes(bytes.fromhex(reply[i:i + 16]), "little")
                for i in range(0, len(reply) - 15, 16)]

    def register(self, place):
        return self.numbers("g")[place]

    def word(self, address):
        return self.numbers("m%x,8" % address)[0]

    def run_to(self, address):
        self.request("Z1,%x,1" % address)
        self.request("c")
        self.request("z1,%x,1" % address)
        if self.register(RIP) != address:
            raise ProfileError("the machine stopped elsewhere")

    def step(self):
        self.request("s")
        return self.register(RIP)


class Functions:
    """The functions of the modules, by address."""

    def __init__(self, log):
        with open(log, errors="replace") as text:
            found = re.findall(r"\| ([0-9a-f]{16}) [tTwW] (\S+)", text.read())
        self.all = sorted((int(address, 16), name) for address, name in found)

    def address(self, name):
        found = [address for address, each in self.all if each == name]
        if len(found) != 1:
            raise ProfileError("%d functions are called %s" % (len(found), name))
        return found[0]

    def at(self, address):
        if address < FIRST_OF_MODULES:
            return LINUX
        return self.all[bisect.bisect_right(self.all, (address, "\x7f")) - 1][1]


def called_by_module(machine):
    return machine.word(machine.register(RSP)) >= FIRST_OF_MODULES


def returns_to(machine):
    return machine.word(machine.register(RSP))


# The function with which the counting begins, one that finds there the address where it ends, and
# whether only calls from modules count. The routine of a native item is behind the work_struct at
# its begin.
Subject = collections.namedtuple("Subject", "measure entry end by_module")
SUBJECTS = {
    "winwork-io": Subject("start", "IoQueueWorkItem", lambda machine: machine.register(RSI), True),
    "native-percpu": Subject("start", "queue_work_on",
                             lambda machine: machine.word(machine.register(RDX) + 32), True),
    "winwork-ioctl": Subject("requests", "winwork_file_ioctl", returns_to, False),
    "native-ioctl": Subject("requests", "native_ioctl", returns_to, False),
}


def trace(machine, functions, subject):
    """{function: its instructions}, in the order in which they are entered."""
    entry = functions.address(subject.entry)
    calls = 0
    while calls < CALL:
        machine.run_to(entry)
        calls += not subject.by_module or called_by_module(machine)
        here = entry if calls == CALL else machine.step()
    end = subject.end(machine)
    counts = collections.Counter()
    while here != end:
        counts[functions.at(here)] += 1
        if counts.total() > 100000:
            raise ProfileError("the end does not come")
        here = machine.step()
    return counts


def readable(names):
    """C++ names as they are in the source, without parameters."""
    return subprocess.run(["c++filt", "--no-params"], input="\n".join(names), text=True,
                          stdout=subprocess.PIPE, check=True).stdout.splitlines()


def lines(profiles):
    """A Markdown table."""
    names = list(dict.fromkeys(name for counts in profiles.values() for name in counts))
    yield "| instructions of | %s |" % " | ".join("`%s`" % who for who in profiles)
    yield "|---|%s" % ("---|" * len(profiles))
    for name, shown in zip(names, readable(names)):
        yield "| %s | %s |" % (shown if name == LINUX else "`%s`" % shown,
                               " | ".join(str(counts[name]) for counts in profiles.values()))
    yield "| together | %s |" % " | ".join(str(counts.total()) for counts in profiles.values())
