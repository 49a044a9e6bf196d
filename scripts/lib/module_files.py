# SPDX-License-Identifier: GPL-2.0
"""The .ko files that a caller means by files and folders. Shared by where and gdb."""

import errno
import os
import re

from . import limits

MOST_MODULE = 512 << 20


def release_of(path):
    """The kernel that a module is for."""
    magic = re.search(rb"\0vermagic=(\S{1,999})", limits.data(path, MOST_MODULE))
    return magic and magic.group(1).decode(errors="replace")


def below(folder):
    for where, names, _ in limits.walk(folder):
        for name in names:
            if name.endswith(".ko"):
                yield os.path.join(where, name)


def found(wanted):
    """The files, and those in the folders, each once. OSError names one that is not there."""
    paths = []
    for each in wanted:
        if os.path.isdir(each):
            paths += below(each)
        elif os.path.isfile(each):
            paths.append(each)
        else:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), each)
    return list(dict.fromkeys(map(os.path.realpath, paths)))


def chosen(paths, release):
    """One path for each name, and the number of those that could be meant: that of the kernel, else the newest."""
    by_name = {}
    for path in paths:
        by_name.setdefault(os.path.basename(path), []).append(path)
    for several in by_name.values():
        of_kernel = [path for path in several if release_of(path) == release] if release else []
        several = sorted(of_kernel or several, key=os.path.getmtime)
        yield several[-1], len(several)
