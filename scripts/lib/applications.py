# SPDX-License-Identifier: GPL-2.0
"""The headers that a driver cannot include because they are of applications."""

import re

# Headers of the C library and of POSIX that belong to applications.
APPLICATIONS = {name + ".h" for name in """aio alloca complex cpio dirent dlfcn fcntl fenv fmtmsg fnmatch
    ftw getopt glob grp iconv io langinfo libgen locale malloc math mqueue ndbm netdb nl_types
    poll pthread pwd regex sched search semaphore setjmp signal spawn strings syslog tar termios
    tgmath threads uchar ulimit unistd utime utmpx wordexp conio direct float windows
    winsock winsock2 ws2tcpip winioctl winuser winbase commctrl shlobj objbase""".split()}
APPLICATION_FOLDERS = re.compile(r"(arpa|netinet)/|(sys|net)/(types|stat|time|times|socket|ioctl|mman|param|"
                                 r"select|uio|un|wait|utsname|resource|if)\.h$")


def absent(header):
    plain = header.replace("\\", "/").lower()
    if plain in APPLICATIONS or APPLICATION_FOLDERS.match(plain):
        return "<%s> is of applications: a kernel driver cannot include it" % header
    return "WinWork has no <%s>, and it is in no folder of the driver's include path" % header
