# SPDX-License-Identifier: GPL-2.0
"""Inside gdb: where the modules of a saved memory are, without the debug information of the kernel itself.

winwork.ko has the layout of the kernel's "struct module". A module of that name is found by its contents, since the
structure has its own address in it. From there the kernel's list leads to the other modules. Each has its symbols with
their addresses, and these tell where each section of its file lies."""

import atexit
import mmap
import os
import struct

import gdb

SYMBOL = struct.Struct("<IBBHQQ")
SECTION = struct.Struct("<IIQQQQIIQQ")
# In a section's header.
ADDRESS = 16
ALLOCATED = 2
SYMBOL_TABLE = 2
# The table of symbols of a module, and their names.
MOST_SYMBOLS = 1 << 20
# Memory ends at a multiple of it.
PAGE = 4096
LIVE = "/proc/kcore"

# The copies of files that gdb reads until it ends.
copies = []


class Unknown(Exception):
    """Why the memory cannot be read as a machine with WinWork."""


def read(address, length):
    try:
        return bytes(gdb.selected_inferior().read_memory(address, length))
    except gdb.MemoryError:
        raise Unknown("the address 0x%x is not in the memory" % address) from None


def number(address, length=8):
    return int.from_bytes(read(address, length), "little")


def text_at(address):
    """The bytes before the next zero. The memory may end with the page of that zero."""
    found = b""
    while b"\0" not in found:
        at = address + len(found)
        found += read(at, PAGE - at % PAGE)
    return found.split(b"\0")[0]


class Layout:
    """Offsets in the kernel's structures, which the file of winwork.ko knows."""

    def __init__(self, path):
        gdb.execute("file %s" % quoted(path), to_string=True)
        module = gdb.lookup_type("struct module")
        self.name, self.name_bytes = place(module, "name")
        self.list, _ = place(module, "list")
        self.kallsyms, _ = place(module, "kallsyms")
        kobject, _ = place(module, "mkobj")
        own, _ = place(gdb.lookup_type("struct module_kobject"), "mod")
        self.own_address = kobject + own
        table = gdb.lookup_type("struct mod_kallsyms")
        self.symbols, _ = place(table, "symtab")
        self.count, _ = place(table, "num_symtab")
        self.names, _ = place(table, "strtab")
        gdb.execute("file", to_string=True)


def quoted(path):
    """A word of gdb's command line."""
    return '"%s"' % path.replace("\\", "\\\\").replace('"', '\\"')


def place(kind, field):
    """Offset and size of a member, in bytes."""
    for each in kind.fields():
        if each.name == field:
            return each.bitpos // 8, each.type.sizeof
    raise Unknown("this kernel's %s has no member %s" % (kind, field))


def address_in_file(core, layout):
    """Of winwork's "struct module", which says that it is at this address. The memory that once had the module's file
    has its name as well, but no address."""
    pattern = b"winwork".ljust(layout.name_bytes, b"\0")
    with open(core, "rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        found = memory.find(pattern)
        while found >= 0:
            start = found - layout.name
            if start >= 0:
                own, = struct.unpack_from("<Q", memory, start + layout.own_address)
                if own >> 63 and is_module(own, layout):
                    return own
            found = memory.find(pattern, found + 1)
    raise Unknown("there is no winwork module in %s" % core)


def is_module(address, layout):
    try:
        return number(address + layout.own_address) == address
    except Unknown:
        return False


def address_on_this_machine():
    try:
        with open("/sys/module/winwork/sections/.gnu.linkonce.this_module", encoding="ascii") as opened:
            return int(opened.read(), 16)
    except OSError as error:
        raise Unknown("winwork is not loaded here, or you are not root: %s" % error) from None


def loaded(core, layout):
    """The addresses of the modules by their names."""
    first = address_on_this_machine() if os.path.realpath(core) == LIVE else address_in_file(core, layout)
    modules, here = {}, first
    while True:
        # The head of the list is no module.
        if is_module(here, layout):
            name = read(here + layout.name, layout.name_bytes).split(b"\0")[0].decode(errors="replace")
            if name in modules:
                raise Unknown("the list of modules is broken at %s" % name)
            modules[name] = here
        here = number(here + layout.list) - layout.list
        if here == first:
            return modules


def symbols_in_memory(module, layout):
    """The addresses of the symbols of which there is one."""
    table = number(module + layout.kallsyms)
    count = number(table + layout.count, 4)
    if not 0 < count < MOST_SYMBOLS:
        raise Unknown("a module has %d symbols" % count)
    entries = list(SYMBOL.iter_unpack(read(number(table + layout.symbols), count * SYMBOL.size)))
    names = read(number(table + layout.names), max(entry[0] for entry in entries) + 1)
    names += text_at(number(table + layout.names) + len(names)) + b"\0"
    return single((names[entry[0]:names.index(b"\0", entry[0])], entry[4]) for entry in entries if entry[0])


def single(pairs):
    found, twice = {}, set()
    for name, value in pairs:
        if name in found:
            twice.add(name)
        found[name] = value
    return {name: value for name, value in found.items() if name not in twice}


def contents(path):
    """Of a module's file."""
    with open(path, "rb") as opened:
        data = opened.read()
    if data[:5] != b"\x7fELF\2":
        raise Unknown("%s is no module of 64 bits" % path)
    return data


def headers(data):
    """Where the headers of the sections are, and the number of the section with their names."""
    start, = struct.unpack_from("<Q", data, 40)
    count, names = struct.unpack_from("<HH", data, 60)
    return range(start, start + count * SECTION.size, SECTION.size), names


def symbols_of_file(path):
    """(section, offset) of the symbols of which there is one, and the names of the sections that are loaded."""
    data = contents(path)
    places, names = headers(data)
    count = len(places)
    sections = [SECTION.unpack_from(data, at) for at in places]

    def text(table, offset):
        at = sections[table][4] + offset
        return data[at:data.index(b"\0", at)]

    def all_symbols():
        for kind in sections:
            if kind[1] == SYMBOL_TABLE:
                table = data[kind[4]:kind[4] + kind[5]]
                for name, _, _, section, value, _ in SYMBOL.iter_unpack(table):
                    if name and section < count:
                        yield text(kind[6], name), (section, value)

    loaded_sections = {i: text(names, each[0]).decode() for i, each in enumerate(sections)
                       if each[2] & ALLOCATED and not text(names, each[0]).startswith(b".init")}
    return single(all_symbols()), loaded_sections


def sections(module, path, layout):
    """The addresses of the sections of a file by their names."""
    of_file, names = symbols_of_file(path)
    of_memory = symbols_in_memory(module, layout)
    found = {}
    for symbol, (section, offset) in of_file.items():
        if section in names and symbol in of_memory:
            start = of_memory[symbol] - offset
            if found.setdefault(names[section], start) != start:
                raise Unknown("%s is not the module in the memory: %s is elsewhere" % (path, symbol.decode()))
    return found


def without_addresses(path):
    """The file, or a copy in which no section has an address. The linker script of Linux 6.12 gives some sections one.
    gdb does not move the addresses in the debug information of such a file."""
    data = bytearray(contents(path))
    addresses = [at + ADDRESS for at in headers(data)[0]]
    if not any(struct.unpack_from("<Q", data, at)[0] for at in addresses):
        return path
    for at in addresses:
        struct.pack_into("<Q", data, at, 0)
    folder = "/tmp/winwork-gdb-" + os.urandom(16).hex()
    os.mkdir(folder, 0o700)
    copy = os.path.join(folder, os.path.basename(path))
    copies.append(copy)
    with open(copy, "wb") as opened:
        opened.write(data)
    return copy


@atexit.register
def remove_copies():
    for copy in copies:
        os.remove(copy)
        os.rmdir(os.path.dirname(copy))


def add(path, module, layout):
    """Tells gdb of the file's symbols."""
    where = sections(module, path, layout)
    if ".text" not in where:
        raise Unknown("%s is not the module in the memory: they have no function in common" % path)
    gdb.execute("add-symbol-file %s %s" % (quoted(without_addresses(path)), " ".join(
        "-s %s 0x%x" % item for item in where.items())), to_string=True)
