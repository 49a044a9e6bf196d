# SPDX-License-Identifier: GPL-2.0
"""Why a header or a name is not there: it is of applications, or of a package that is not installed."""

import functools
import os
import re

from .headers import ROOT

# Headers of the C library and of POSIX that belong to applications.
APPLICATIONS = {name + ".h" for name in """aio alloca complex cpio dirent dlfcn fcntl fenv fmtmsg fnmatch
    ftw getopt glob grp iconv io langinfo libgen locale malloc math mqueue ndbm netdb nl_types
    poll pthread pwd regex sched search semaphore setjmp signal spawn strings syslog tar termios
    tgmath threads uchar ulimit unistd utime utmpx wordexp direct float windows
    winsock winsock2 ws2tcpip winioctl winuser winbase commctrl shlobj objbase""".split()}
APPLICATION_FOLDERS = re.compile(r"(arpa|netinet)/|(sys|net)/(types|stat|time|times|socket|ioctl|mman|param|"
                                 r"select|uio|un|wait|utsname|resource|if)\.h$")


# The headers of the vocabulary, and the names that they declare, by scripts/kit. A checkout has the headers themselves.
LIST = os.path.join(ROOT, "vocabulary.list")


@functools.cache
def vocabulary():
    if not os.path.exists(LIST):
        return set()
    with open(LIST, encoding="utf-8") as names:
        return set(names.read().splitlines())


@functools.cache
def headers_of_vocabulary():
    return {name.lower() for name in vocabulary() if name.endswith(".h")}


def of_package(name):
    """The note about a name that a header of the kit declares if the vocabulary is there."""
    return "the package winwork-vocabulary declares it" if name in vocabulary() else None


def absent(header):
    plain = header.replace("\\", "/").lower()
    if plain in headers_of_vocabulary():
        return "<%s> is in the package winwork-vocabulary" % header
    if plain in APPLICATIONS or APPLICATION_FOLDERS.match(plain):
        return "<%s> is of applications: a kernel driver cannot include it" % header
    return "WinWork has no <%s>, and it is in no folder of the driver's include path" % header
