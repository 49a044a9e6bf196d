#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sends a control to a device of a ported driver: the ABI of <uapi/winwork.h> without the library.

    control.py NAME CODE [INPUT [OUTPUT_LENGTH]]

NAME is the device's node in /dev/winwork, CODE the control code as a number, INPUT text. Prints the
status and the output."""

import array
import fcntl
import os
import struct
import sys

# struct winwork_request: size, code, in, out, in_length, out_length, offset, cookie, event_fd, major,
# status, reserved, information.
REQUEST = struct.Struct("=IIQQIIqQiIiIQ")
# WINWORK_CONTROL: reads and writes its argument, type 0xE7, number 1.
WINWORK_CONTROL = 3 << 30 | REQUEST.size << 16 | 0xE7 << 8 | 1


def control(fd, code, data=b"", output_length=0):
    """(status, output) of a control. OSError if no driver has seen it."""
    given = array.array("B", data)
    output = array.array("B", bytes(output_length))
    request = bytearray(REQUEST.pack(
        REQUEST.size, code, given.buffer_info()[0] if data else 0, output.buffer_info()[0] if output_length else 0,
        len(data), output_length, 0, 0, -1, 0, 0, 0, 0))
    try:
        fcntl.ioctl(fd, WINWORK_CONTROL, request)
    except OSError:
        if not REQUEST.unpack(request)[10]:
            raise
    fields = REQUEST.unpack(request)
    return fields[10] & 0xFFFFFFFF, output.tobytes()[:fields[12]]


def main():
    if len(sys.argv) not in (3, 4, 5):
        sys.exit(__doc__)
    data = os.fsencode(sys.argv[3]) if len(sys.argv) > 3 else b""
    length = int(sys.argv[4], 0) if len(sys.argv) > 4 else 0
    fd = os.open(os.path.join("/dev/winwork", sys.argv[1]), os.O_RDWR)
    status, output = control(fd, int(sys.argv[2], 0), data, length)
    os.close(fd)
    print("status 0x%08X, output %r" % (status, output))
    # The highest bits tell errors from successes and warnings.
    return status >> 30 == 3


if __name__ == "__main__":
    sys.exit(main())
