# SPDX-License-Identifier: GPL-2.0
"""Reads a driver's INF: the devices that it lists, and what it adds to the registry for them and for its service.
The rules are those of Microsoft's pages about INF files. The version of Windows is the one that include/ntverp.h
names."""

import os
import platform
import re

from . import limits, words

# The Windows that drivers find (src/rtl/version.cpp): its version, VER_NT_WORKSTATION, and its suites.
SYSTEM = 10, 0
BUILD = 22621
PRODUCT = 1
SUITES = 0x110
ARCHITECTURES = "amd64", "arm64"
HERE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), "amd64")
SIGNATURES = "$windows nt$", "$chicago$", "$windows 95$"

# As on Windows.
MOST_FIELD = 4095
MOST_SECTION_NAME = 255
MOST_ID = 199
# Of the registry, as in src/cm/store.hpp; and of the table, whose texts the module keeps in memory.
MOST_KEY_NAME = 255
MOST_KEYS_DEEP = 400
MOST_MODELS = 4096
MOST_LINES = 1 << 20
MOST_TABLE = 1 << 22

ASSOCIATED = 2                  # SPSVCINST_ASSOCSERVICE
BINARY, NO_CLOBBER, DELETE, APPEND, KEY_ONLY, OVERWRITE_ONLY = 1, 2, 4, 8, 0x10, 0x20
KEY_ONLY_COMMON = 0x2000
ADD_FLAGS = 0x703f
REG_NONE, REG_SZ, REG_EXPAND_SZ, REG_BINARY, REG_DWORD, REG_MULTI_SZ, REG_QWORD = 0, 1, 2, 3, 4, 7, 11
TEXT_TYPES = {0: REG_SZ, 1: REG_MULTI_SZ, 2: REG_EXPAND_SZ}
BINARY_TYPES = {0: REG_BINARY, 1: REG_DWORD, 2: REG_NONE}
ROOTS = {"HKR": "", "HKLM": "HKEY_LOCAL_MACHINE", "HKCU": "HKEY_CURRENT_USER", "HKU": "HKEY_USERS",
         "HKCR": "HKEY_LOCAL_MACHINE\\Software\\Classes"}
# Values of a hardware key that are no values of "Device Parameters".
PROPERTIES = {"devicecharacteristics", "devicetype", "security", "exclusive", "upperfilters", "lowerfilters"}
INTERRUPTS = "interrupt management\\messagesignaledinterruptproperties"
AFFINITY = "interrupt management\\affinity policy"

PIECE = re.compile(r'"(?:[^"]|"")*"?|%[^%"\s]*%|[;,=]|[^";,=%]+|%')
TOKEN = re.compile(r"%([^%]*)%")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ud800-\udfff]")
SYSTEM_PART = re.compile(r"nt(x86|ia64|amd64|arm64|arm)?", re.I)
# The function driver of WinWork's own above a HID minidriver of KMDF, and what has it installed on Windows.
PASS_THROUGH = "mshidkmdf"
PASS_THROUGH_NEEDS = "mshidkmdf.nt.services"
# Keyboards and mice, whose function drivers WinWork has.
INPUT_CLASSES = ("{4d36e96b-e325-11ce-bfc1-08002be10318}", "{4d36e96f-e325-11ce-bfc1-08002be10318}")
INPUT_PORTS = ("i8042prt", "kbdhid", "mouhid")
# By the beginning of a section of Windows's own INFs: what it would install.
WINDOWS_OWN = (
    (("hid_inst", "hid_raw_inst", "hidusb"), "Windows's own driver of HID devices of USB would be the function driver, which on Linux is usbhid"),
    (("hidi2c",), "Windows's own driver of HID devices of I2C would be the function driver, which on Linux is i2c_hid"),
    (("wudfrd", "mshidumdf"), "it belongs to drivers of UMDF, which are processes of Windows: WinWork has none"))
GUID = re.compile(r"\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}", re.I)
ID = re.compile(r"[!-+\--~]+")
NUMBER = re.compile(r"([-+]?)(?:0x([0-9a-f]{1,16})|([0-9]{1,20}))", re.I)
LIBRARY = re.compile(r"\d+\.\d+|\$KMDFVERSION\$", re.I)


class Wrong(Exception):
    """A line that stops the reader, and why. The line is 0 for the file as a whole."""

    def __init__(self, line, why):
        super().__init__(why)
        self.line = line
        self.why = why


class Entry:
    """A line of a section: its number, the word before the equals sign or None, and the fields behind it."""

    def __init__(self, line, key, fields):
        self.line = line
        self.key = key
        self.fields = fields

    def field(self, number):
        return self.fields[number] if number < len(self.fields) else ""


class Section:
    def __init__(self, name, line):
        self.name = name
        self.line = line
        self.entries = []

    def named(self, key):
        """The entries with this word before the equals sign."""
        return [entry for entry in self.entries if entry.key is not None and entry.key.lower() == key]


def decoded(data):
    """The text of a file in UTF-16 or UTF-8, or else in the code page of western Windows."""
    for mark, encoding in (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"):
        if data.startswith(mark):
            return data[len(mark):].decode(encoding, "replace")
    # A file of DOS may end here.
    data = data.split(b"\x1a", 1)[0]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def number_of(text, line, what):
    found = NUMBER.fullmatch(text.strip())
    if not found:
        raise Wrong(line, "%s is \"%s\", which is no number" % (what, text))
    value = int(found.group(2), 16) if found.group(2) else int(found.group(3))
    return -value if found.group(1) == "-" else value


def unsigned(text, line, what, bits=32):
    value = number_of(text, line, what)
    if not -(1 << bits - 1) <= value < 1 << bits:
        raise Wrong(line, "%s is %s, which has more than %d bits" % (what, text.strip(), bits))
    return value & (1 << bits) - 1


def rank(decoration, architecture, newer=False):
    """How well a section "NAME.decoration" fits: a tuple, greater if better. None if it does not fit, and False
    if the text is no decoration. newer: also if it is for a newer Windows."""
    parts = decoration.split(".")
    found = SYSTEM_PART.fullmatch(parts[0])
    if not found or len(parts) > 6:
        return False
    numbers = []
    for part in parts[1:]:
        if part and not NUMBER.fullmatch(part):
            return False
        numbers.append(number_of(part, 0, "") if part else None)
    major, minor, product, suite, build = numbers + [None] * (5 - len(numbers))
    version = major or 0, minor or 0
    of = (found.group(1) or "").lower()
    if of not in ("", architecture) or not newer and (version, version == SYSTEM and (build or 0)) > (SYSTEM, BUILD) or \
            product not in (None, PRODUCT) or (suite or 0) & ~SUITES:
        return None
    return (2 if of else 1), version, build or 0, product is not None, suite is not None


# ---- Registry

class Registry:
    """What the sections of AddReg and DelReg make of an empty key and its subkeys."""

    def __init__(self, inf):
        self.inf = inf
        # Paths of keys that are removed first.
        self.removed = []
        # (root, path in lower case) -> (path, name in lower case -> (name, type, data, kept)); type None: removed.
        self.keys = {}
        self.size = 0

    def apply(self, section):
        """The sections that a section names."""
        for directive, act in ("delreg", self.remove), ("addreg", self.add):
            for line, name in self.inf.names_in(section, directive):
                for entry in self.inf.section(name, line).entries:
                    act(entry)

    def path_of(self, entry):
        root = entry.field(0).strip().upper()
        if entry.key is not None or root not in ROOTS:
            raise Wrong(entry.line, "a line for the registry begins with HKR, HKLM, HKCU, HKU or HKCR, and a comma behind it")
        path = self.inf.expand(entry.field(1), entry.line).strip("\\")
        parts = path.split("\\") if path else []
        for part in parts:
            if not 0 < len(part.encode("utf-16-le")) // 2 <= MOST_KEY_NAME or "]" in part or CONTROL.search(part) or part != part.strip():
                raise Wrong(entry.line, "\"%s\" is no name of a key: it has 1 to %d characters, no \"]\", and no blank at its ends" % (
                    part, MOST_KEY_NAME))
        if len(parts) > MOST_KEYS_DEEP:
            raise Wrong(entry.line, "the key is more than %d deep" % MOST_KEYS_DEEP)
        if not ROOTS[root] and parts and (parts[0].startswith("-") or re.fullmatch("HK(EY_.*|LM|U|CU)", parts[0], re.I)):
            raise Wrong(entry.line, "\"%s\" is no name of a key below HKR: it begins as a root does" % parts[0])
        if ROOTS[root] and not parts:
            raise Wrong(entry.line, "%s needs the name of a key" % root)
        return ROOTS[root], path

    def name_of(self, entry):
        name = self.inf.expand(entry.field(2), entry.line)
        if CONTROL.search(name):
            raise Wrong(entry.line, "the name of the value has a character that is no text")
        return name

    def key(self, root, path):
        return self.keys.setdefault((root, path.lower()), (path, {}))[1]

    def remove_key(self, root, path):
        below = path.lower() + "\\"
        for key in [key for key in self.keys if key[0] == root and (key[1] + "\\").startswith(below)]:
            del self.keys[key]
        self.removed.append("%s\\%s" % (root, path) if root else path)

    def remove(self, entry):
        """A line of DelReg."""
        root, path = self.path_of(entry)
        name = self.name_of(entry)
        flags = unsigned(self.inf.expand(entry.field(3), entry.line) or "0", entry.line, "the flags")
        self.grow(entry, len(path) + len(name))
        if flags & 8 or flags == 0x18002:
            # Strings of a value: there are none before the driver is installed.
            return
        if name and not flags & KEY_ONLY_COMMON:
            self.key(root, path)[name.lower()] = name, None, None, False
        elif path:
            self.remove_key(root, path)

    def add(self, entry):
        """A line of AddReg."""
        line = entry.line
        root, path = self.path_of(entry)
        name = self.name_of(entry)
        flags = unsigned(self.inf.expand(entry.field(3), line) or "0", line, "the flags")
        kind = flags >> 16
        if flags & 0xffff & ~ADD_FLAGS:
            raise Wrong(line, "the flags 0x%08x have bits that AddReg does not know" % flags)
        if not flags & BINARY and kind not in TEXT_TYPES:
            raise Wrong(line, "the flags 0x%08x name no type" % flags)
        if flags & APPEND and (flags & BINARY or kind != 1):
            raise Wrong(line, "the flags 0x%08x append to a value that is no REG_MULTI_SZ" % flags)
        self.grow(entry, len(path))
        if flags & DELETE:
            if path and not name:
                self.remove_key(root, path)
            else:
                self.key(root, path)[name.lower()] = name, None, None, False
            return
        values = self.key(root, path)
        if flags & (KEY_ONLY | KEY_ONLY_COMMON) or (not name and len(entry.fields) < 5):
            return
        type_, data = self.data_of(entry, flags, kind)
        old = values.get(name.lower())
        there = old is not None and old[1] is not None
        if flags & OVERWRITE_ONLY and not there or flags & NO_CLOBBER and there:
            return
        if flags & APPEND and there and old[1] == REG_MULTI_SZ:
            have = {one.lower() for one in old[2]}
            data = old[2] + [one for one in data if one.lower() not in have]
        values[name.lower()] = old[0] if there else name, type_, data, bool(flags & NO_CLOBBER)
        self.grow(entry, len(self.line_of(values[name.lower()])))

    def grow(self, entry, size):
        self.size += size
        if self.size > MOST_LINES:
            raise Wrong(entry.line, "the values of this key and its subkeys have more than %d characters" % MOST_LINES)

    def data_of(self, entry, flags, kind):
        fields = [self.inf.expand(field, entry.line) for field in entry.fields[4:]]
        if not flags & BINARY:
            if TEXT_TYPES[kind] == REG_MULTI_SZ:
                # An empty string would end the list.
                return REG_MULTI_SZ, [field for field in fields if field]
            return TEXT_TYPES[kind], fields[0] if fields else ""
        if kind == 1 and len(fields) != 4:
            return REG_DWORD, unsigned((fields or [""])[0] or "0", entry.line, "the value")
        data = bytearray()
        for field in fields:
            if not re.fullmatch("(0x)?[0-9a-f]{1,2}", field.strip(), re.I):
                raise Wrong(entry.line, "\"%s\" is no byte in hexadecimal" % field)
            data.append(int(field.strip(), 16))
        if kind == 1:
            return REG_DWORD, int.from_bytes(data, "little")
        return BINARY_TYPES.get(kind, kind), bytes(data)

    # ---- what is there

    def value(self, path, name, root=""):
        """(type, data), or None."""
        found = self.keys.get((root, path), (None, {}))[1].get(name)
        return found[1:3] if found and found[1] is not None else None

    def number(self, path, name, bits=32):
        """A value that is a number, or 0."""
        found = self.value(path, name)
        if not found or found[0] not in (REG_DWORD, REG_BINARY, REG_QWORD):
            return 0
        number = found[1] if isinstance(found[1], int) else int.from_bytes(found[1], "little")
        return number & (1 << bits) - 1

    def strings(self, path, name):
        found = self.value(path, name)
        if not found or not isinstance(found[1], (str, list)):
            return []
        return [found[1]] if isinstance(found[1], str) else found[1]

    def without(self, path, names):
        """Takes values away, which go elsewhere."""
        values = self.keys.get(("", path), (None, {}))[1]
        for name in names:
            values.pop(name, None)

    def lines(self):
        """The text for src/cm/reg_text.cpp, or None for nothing. The values of the key itself come first."""
        parts = list(map(self.line_of, self.keys.get(("", ""), (None, {}))[1].values()))
        parts += ["[-%s]" % path for path in self.removed]
        for (root, lower), (path, values) in self.keys.items():
            if lower or root:
                parts.append("[%s]" % (root + "\\" + path if root else path))
                parts += map(self.line_of, values.values())
        return "".join(part + "\n" for part in parts) or None

    @staticmethod
    def line_of(value):
        name, type_, data, kept = value
        said = ("\"%s\"" % name.replace("\\", "\\\\").replace('"', '\\"') if name else "@") + ("?=" if kept else "=")
        if type_ is None:
            return said + "-"
        if type_ == REG_DWORD and isinstance(data, int):
            return said + "dword:%08x" % data
        if type_ == REG_SZ and not CONTROL.search(data):
            return said + "\"%s\"" % data.replace("\\", "\\\\").replace('"', '\\"')
        if isinstance(data, list):
            data = "".join(one + "\0" for one in data)
        if isinstance(data, str):
            data = (data + "\0").encode("utf-16-le", "replace")
        return said + "hex%s:%s" % ("" if type_ == REG_BINARY else "(%x)" % type_, ",".join("%02x" % byte for byte in data))


# ---- The file

class Service:
    def __init__(self, name, is_associated, line, section):
        self.name = name
        self.is_associated = is_associated
        self.line = line
        self.section = section

    @property
    def is_pass_through(self):
        return self.is_associated and self.name.lower() == PASS_THROUGH


class Install:
    """What a DDInstall or DefaultInstall section and those beside it say."""

    def __init__(self, inf, name, line):
        self.section = section = inf.best(name, line)
        parts = [part for part in [section] + [inf.beside(section, suffix) for suffix in ("hw", "services", "wdf", "filters")] if part]
        is_hid = self.needs_pass_through(inf, parts)
        self.services = list(self.services_of(inf, inf.beside(section, "services")))
        self.kmdf = self.library_of(inf, inf.beside(section, "wdf"))
        hardware = Registry(inf)
        if inf.beside(section, "hw"):
            hardware.apply(inf.beside(section, "hw"))
        self.upper = hardware.strings("", "upperfilters")
        self.lower = hardware.strings("", "lowerfilters")
        self.filters_of(inf, inf.beside(section, "filters"))
        self.is_hid_filter = self.joins_pass_through(inf, is_hid)
        hardware.without("", PROPERTIES)
        self.hardware_key = hardware.lines()
        self.msi_supported = hardware.number(INTERRUPTS, "msisupported") == 1
        self.message_limit = hardware.number(INTERRUPTS, "messagenumberlimit")
        self.policy = hardware.number(AFFINITY, "devicepolicy")
        self.processors = hardware.number(AFFINITY, "assignmentsetoverride", 64)
        self.driver = Registry(inf)
        self.driver.apply(section)
        self.driver_key = self.driver.lines()

    def service(self):
        """The function driver's, or of the lower filter of mshidkmdf; None without one."""
        return next((service for service in self.services if service.is_associated), None)

    @staticmethod
    def needs_pass_through(inf, parts):
        """The line that needs mshidkmdf, or 0. Notes the other Needs."""
        files = {name.lower() for part in parts for _, name in inf.names_in(part, "include")}
        line = 0
        for part in parts:
            for at, name in inf.names_in(part, "needs"):
                if not name.lower().startswith(PASS_THROUGH + "."):
                    inf.note_other(at, name)
                elif PASS_THROUGH + ".inf" not in files:
                    raise Wrong(at, "Needs of %s lacks a line: Include = MsHidKmdf.inf" % name)
                elif name.lower() == PASS_THROUGH_NEEDS and part is inf.beside(parts[0], "services"):
                    line = at
        return line

    def joins_pass_through(self, inf, line):
        """Whether a service of this file is a lower filter of mshidkmdf: it becomes that of the device. The line is that of
        Needs, or 0 without one."""
        own = [service for service in self.services if service.is_pass_through]
        line = line or (own[0].line if own else 0)
        if not line:
            self.leave_out_own(inf)
            return False
        self.services = [service for service in self.services if not service.is_pass_through]
        if self.service():
            raise Wrong(self.service().line, "the device has two function drivers, %s and %s" % (self.service().name, PASS_THROUGH))
        below = [name.lower() for name in self.lower]
        filters = [service for service in self.services if service.name.lower() in below]
        if not filters:
            inf.note(line, "%s has no service of this file as its lower filter: the device is not taken" % PASS_THROUGH)
            return False
        chosen = min(filters, key=lambda service: below.index(service.name.lower()))
        chosen.is_associated = True
        for other in filters:
            if other is not chosen:
                inf.note(other.line, "%s gets no device: \"filters=lower:%s\" makes it a filter below %s" % (
                    other.name, chosen.name, chosen.name))
        return True

    def leave_out_own(self, inf):
        """A lower filter of this name would be below mshidkmdf."""
        service = self.service()
        if service and service.name.lower() in [name.lower() for name in self.lower]:
            inf.note(service.line, "%s is a lower filter of its own device: it is left out" % service.name)
            self.lower = [name for name in self.lower if name.lower() != service.name.lower()]

    @staticmethod
    def services_of(inf, section):
        if not section:
            return
        for entry in section.named("addservice"):
            name = inf.expand(entry.field(0), entry.line).strip()
            flags = unsigned(inf.expand(entry.field(1), entry.line) or "0", entry.line, "the flags of the service")
            # Without a name a device has no driver.
            if not name:
                continue
            if not re.fullmatch(r"[^\\/\x00-\x1f\x7f]{1,256}", name):
                raise Wrong(entry.line, "\"%s\" is no name of a service" % name)
            own = inf.expand(entry.field(2), entry.line).strip()
            if not own:
                raise Wrong(entry.line, "AddService needs a name, flags, and a section")
            yield Service(name, bool(flags & ASSOCIATED), entry.line, inf.section(own, entry.line))

    @staticmethod
    def library_of(inf, section):
        """The version of KMDF that the driver needs, or None."""
        version = None
        for entry in section.named("kmdfservice") if section else []:
            for each in inf.section(inf.expand(entry.field(1), entry.line).strip(), entry.line).named("kmdflibraryversion"):
                version = inf.expand(each.field(0), each.line).strip()
                if not LIBRARY.fullmatch(version):
                    raise Wrong(each.line, "\"%s\" is no version of KMDF, such as 1.15" % version)
        return version

    def filters_of(self, inf, section):
        for entry in section.named("addfilter") if section else []:
            name = inf.expand(entry.field(0), entry.line).strip()
            own = inf.section(inf.expand(entry.field(2), entry.line).strip(), entry.line)
            for each in own.named("filterposition"):
                position = inf.expand(each.field(0), each.line).strip().lower()
                if position not in ("upper", "lower"):
                    raise Wrong(each.line, "FilterPosition is Upper or Lower")
                filters = self.upper if position == "upper" else self.lower
                if name.lower() not in [one.lower() for one in filters]:
                    filters.append(name)
            for each in own.named("filterlevel"):
                inf.note(each.line, "FilterLevel is not followed: %s becomes no filter" % name)


class Model:
    def __init__(self, line, id_, place, description, install):
        self.line = line
        self.id = id_
        self.place = place
        self.description = description
        self.install = install


class Inf:
    def __init__(self, path, architecture):
        self.path = path
        self.architecture = architecture
        self.sections = {}
        # Lower-case name without a decoration -> [(rank, lower-case name)]
        self.decorated = {}
        self.strings = {}
        self.notes = {}
        self.read(limits.data(path))
        self.index()
        self.read_strings()
        self.read_version()
        self.installs = {}
        self.models = list(self.read_models())
        self.software = self.install("DefaultInstall", 0) if self.best("DefaultInstall", 0, needed=False) else None

    # ---- lines

    def read(self, data):
        text = decoded(data)
        for name, value in ("ARCH", self.architecture), ("arch", self.architecture):
            text = text.replace("$%s$" % name, value)
        section = None
        whole, first = [], 0
        for number, line in enumerate(re.split("\r\n|\n|\r", text.replace("\f", " ")), 1):
            found = CONTROL.search(line)
            if found:
                raise Wrong(number, "the line has a character that is no text (U+%04X)" % ord(found.group()))
            if not whole and line.lstrip().startswith("["):
                section = self.begin(line.strip(), number)
                continue
            # Windows passes over a head that is no comment.
            if section is None:
                continue
            pieces, continues = self.pieces(line, number)
            first = first or number
            whole += pieces
            if continues:
                continue
            if whole:
                section.entries.append(self.entry(whole, first))
            whole, first = [], 0
        if whole:
            raise Wrong(first, "the last line ends in a backslash, and no line follows")

    def begin(self, line, number):
        name, bracket, rest = line[1:].partition("]")
        name = name.strip()
        if not bracket:
            raise Wrong(number, "the name of a section has no closing bracket")
        if rest.strip() and not rest.lstrip().startswith(";"):
            raise Wrong(number, "there is more text behind the name of the section")
        if len(name) >= 2 and name[0] == name[-1] == '"':
            name = name[1:-1]
        if not name or len(name) > MOST_SECTION_NAME:
            raise Wrong(number, "the name of a section has 1 to %d characters" % MOST_SECTION_NAME)
        return self.sections.setdefault(name.lower(), Section(name, number))

    def pieces(self, line, number):
        """The parts of a line without its comment, and whether a backslash at its end continues it."""
        pieces = []
        for found in PIECE.finditer(line.strip()):
            piece = found.group()
            if piece == ";":
                break
            if piece.startswith('"') and piece.count('"') % 2:
                self.note(number, "a string has no closing quotation mark; as on Windows, it ends with the line")
                piece += '"'
            pieces.append(piece)
        while pieces and not pieces[-1].strip():
            pieces.pop()
        if pieces and not pieces[-1].startswith('"') and pieces[-1].rstrip().endswith("\\"):
            pieces[-1] = pieces[-1].rstrip().rstrip("\\")
            return pieces, True
        return pieces, False

    @staticmethod
    def entry(pieces, line):
        key, fields, field = None, [], []

        def end():
            if field and not field[0][1]:
                field[0] = field[0][0].lstrip(), False
            if field and not field[-1][1]:
                field[-1] = field[-1][0].rstrip(), False
            text = "".join(one for one, _ in field)
            field.clear()
            if len(text) > MOST_FIELD:
                raise Wrong(line, "a field has more than %d characters" % MOST_FIELD)
            return text

        for piece in pieces:
            if piece == ",":
                fields.append(end())
            elif piece == "=" and key is None and not fields:
                key = end()
            elif piece.startswith('"'):
                field.append((piece[1:-1].replace('""', '"'), True))
            else:
                field.append((piece, False))
        fields.append(end())
        return Entry(line, key, fields)

    # ---- sections and strings

    def index(self):
        for name in self.sections:
            at = name.find(".nt")
            while at >= 0:
                fits = rank(name[at + 1:], self.architecture)
                if fits:
                    self.decorated.setdefault(name[:at], []).append((fits, name))
                at = name.find(".nt", at + 1)

    def section(self, name, line):
        if not name:
            raise Wrong(line, "the line lacks the name of a section")
        found = self.sections.get(name.lower())
        if not found:
            raise Wrong(line, "the section [%s] is named here, and is not in the file" % name)
        return found

    def best(self, name, line, needed=True):
        """The section of this name that fits this system best: with a decoration, or without."""
        fitting = self.decorated.get(name.lower())
        if fitting:
            return self.sections[max(fitting, key=lambda one: one[0])[1]]
        return self.section(name, line) if needed else self.sections.get(name.lower())

    def beside(self, section, suffix):
        return self.sections.get(section.name.lower() + "." + suffix)

    def read_strings(self):
        """English, then what is for all languages."""
        chosen = [self.sections[name] for name in ("strings.0409", "strings.0009") if name in self.sections][:1]
        for name, section in self.sections.items():
            found = re.fullmatch("strings\\.([0-9a-f]{1,4})", name)
            if not chosen and found and int(found.group(1), 16) & 0x3ff == 9:
                chosen.append(section)
        for section in chosen + [self.sections.get("strings")]:
            for entry in section.entries if section else []:
                if entry.key is None:
                    raise Wrong(entry.line, "a line of [%s] has the form: name = text" % section.name)
                self.strings.setdefault(entry.key.replace("%%", "%").lower(), entry.field(0))

    def expand(self, text, line):
        """The text with each %name% replaced."""
        if "%" not in text:
            return text

        def one(found):
            name = found.group(1)
            if not name:
                return "%"
            value = self.strings.get(name.lower())
            if value is not None:
                return value
            # A folder by its number, or a text with two percent signs.
            if name.isdigit() or re.search(r"\s", name):
                return found.group()
            raise Wrong(line, "the string %%%s%% is in no [Strings] section" % name)
        text = TOKEN.sub(one, text)
        if len(text) > MOST_FIELD:
            raise Wrong(line, "a field has more than %d characters" % MOST_FIELD)
        return text

    def names_in(self, section, directive):
        """(line, name) of each section that a directive names."""
        for entry in section.named(directive):
            for field in entry.fields:
                name = self.expand(field, entry.line).strip()
                if name:
                    yield entry.line, name

    def note(self, line, text):
        self.notes.setdefault((line, text))

    def note_other(self, line, name):
        """A section of another INF has something to say."""
        known = [said for names, said in WINDOWS_OWN if name.lower().startswith(names)]
        self.note(line, "Needs of %s is not followed: %s" % (name, known[0] if known else "only this file is read"))

    # ---- what the sections say

    def read_version(self):
        if "version" not in self.sections:
            raise Wrong(0, "there is no section [Version]")
        version = self.sections["version"]

        def text(key):
            found = version.named(key)
            return (found[0].line, self.expand(found[0].field(0), found[0].line).strip()) if found else (version.line, "")
        line, signature = text("signature")
        if signature.lower() not in SIGNATURES:
            raise Wrong(line, "the Signature of [Version] is not \"$Windows NT$\"")
        self.class_ = text("class")[1]
        line, self.class_guid = text("classguid")
        if self.class_guid and not GUID.fullmatch(self.class_guid):
            raise Wrong(line, "\"%s\" is no GUID in braces" % self.class_guid)
        self.class_guid = self.class_guid.lower()
        self.provider = text("provider")[1]
        found = version.named("driverver")
        self.version = ",".join(self.expand(field, found[0].line).strip() for field in found[0].fields if field) if found else ""

    def install(self, name, line):
        section = self.best(name, line)
        if section.name not in self.installs:
            self.installs[section.name] = Install(self, name, line)
        return self.installs[section.name]

    def models_section(self, entry):
        """The section of models that fits this system best, or None."""
        base = self.expand(entry.field(0), entry.line).strip()
        fitting = [((0,), base)] if base.lower() in self.sections else []
        newer = []
        for field in entry.fields[1:] if entry.key is not None else []:
            decoration = self.expand(field, entry.line).strip()
            if not decoration:
                continue
            fits = rank(decoration, self.architecture)
            if fits is False:
                raise Wrong(entry.line, "\"%s\" names no system, as NTamd64.10.0 does" % decoration)
            if fits:
                fitting.append((fits, base + "." + decoration))
            elif rank(decoration, self.architecture, newer=True):
                newer.append((rank(decoration, self.architecture, newer=True)[1:], base + "." + decoration))
        if not fitting and newer:
            # The driver does not find a Windows that its devices need, but they are all that there is.
            found = min(newer)[1]
            self.note(entry.line, "the devices of [%s] are for a newer Windows; they are taken" % found)
            return self.section(found, entry.line)
        if not fitting:
            if entry.key is None or not any(entry.fields[1:]):
                self.section(base, entry.line)
            self.note(entry.line, "there are no models for %s" % self.architecture)
            return None
        return self.section(max(fitting, key=lambda one: one[0])[1], entry.line)

    def read_models(self):
        count = 0
        makers = self.sections.get("manufacturer")
        for maker in makers.entries if makers else []:
            section = self.models_section(maker)
            for entry in section.entries if section else []:
                if entry.key is None:
                    raise Wrong(entry.line, "a line of models has the form: description = section, hardware ID")
                description = self.expand(entry.key, entry.line)
                name = self.expand(entry.field(0), entry.line).strip()
                install = self.install(name, entry.line)
                for place, field in enumerate(entry.fields[1:]):
                    text = self.expand(field, entry.line).strip()
                    if not text:
                        continue
                    if not ID.fullmatch(text) or len(text) > MOST_ID:
                        raise Wrong(entry.line, "\"%s\" is no hardware ID: it has 1 to %d printable characters of ASCII, "
                                    "and no blank" % (text, MOST_ID))
                    count += 1
                    if count > MOST_MODELS:
                        raise Wrong(entry.line, "the file has more than %d IDs of devices" % MOST_MODELS)
                    yield Model(entry.line, text.upper(), place, description, install)

    # ---- the service

    def services(self):
        """Lower-case name -> Service, each once; one that is a function driver for some device comes first."""
        found = {}
        for install in list(self.installs.values()):
            for service in install.services:
                old = found.get(service.name.lower())
                if not old or service.is_associated and not old.is_associated:
                    found[service.name.lower()] = service
        return found

    def names_module(self, service, module):
        """Whether the service is that of the module: by its name, or by the name of its file."""
        def plain(text):
            return re.sub(r"\W", "_", text.lower())
        # scripts/port adds the ending to a name that is that of a source.
        names = {plain(module), re.sub("(?<!_driver)(_driver)+$", "", plain(module))}
        if plain(service.name) in names:
            return True
        for entry in service.section.named("servicebinary"):
            # Its folder may have a name that only the driver's own build knows.
            file = TOKEN.sub(lambda found: self.strings.get(found.group(1).lower(), found.group()), entry.field(0))
            file = file.split("\\")[-1].strip()
            if plain(os.path.splitext(file)[0]) in names:
                return True
        return False

    def serves(self, module):
        return any(self.names_module(service, module) for service in self.services().values())

    def service_of(self, module=None, name=None):
        """The service of the module, or the one with the name; None if the INF has none."""
        services = self.services()
        if name:
            if name.lower() not in services:
                raise Wrong(0, "there is no service %s: there %s" % (name, self.list_of(services)))
            return services[name.lower()]
        for those in ([one for one in services.values() if module and self.names_module(one, module)],
                      [one for one in services.values() if one.is_associated], list(services.values())):
            if len(those) == 1:
                return those[0]
        if not services:
            return None
        raise Wrong(0, "which service is that of %s? There %s: name one by --service, or in the Kbuild by WINWORK_SERVICE" % (module or "the module", self.list_of(services)))

    @staticmethod
    def list_of(services):
        names = sorted(service.name for service in services.values())
        return "is none" if not names else "is " + names[0] if len(names) == 1 else "are " + ", ".join(names)

    def service_key(self, service):
        """The registry below the service key."""
        registry = Registry(self)
        if self.software:
            if any(not root for root, _ in self.software.driver.keys):
                self.note(self.software.section.line, "HKR has no meaning for [%s]: its values are not used" % self.software.section.name)
            registry.keys.update((key, value) for key, value in self.software.driver.keys.items() if key[0])
        registry.apply(service.section)
        return registry

    def altitude(self, service, registry):
        """Of the minifilter's default instance, or None."""
        for (root, lower), (path, values) in registry.keys.items():
            if lower.split("\\")[-1] != "instances" or "defaultinstance" not in values:
                continue
            default = registry.value(lower, "defaultinstance", root)
            found = default and isinstance(default[1], str) and registry.value(
                lower + "\\" + default[1].lower(), "altitude", root)
            if not found:
                continue
            if not isinstance(found[1], str) or not re.fullmatch(r"[0-9]{1,20}(\.[0-9]{1,10})?", found[1].strip()):
                raise Wrong(service.line, "the altitude of the instance \"%s\" is no decimal number" % default[1])
            return found[1].strip()
        return None


# ---- The table

class Table:
    """What a module gets: the service, and the devices that it is the function driver of, or the lower filter of mshidkmdf.
    Further INFs add devices: each installs the same service on Windows."""

    def __init__(self, inf, module=None, service=None, others=()):
        self.inf = inf
        self.service = inf.service_of(module, service)
        registry = inf.service_key(self.service) if self.service else Registry(inf)
        self.service_key = registry.lines()
        self.altitude = inf.altitude(self.service, registry) if self.service else None
        self.models = self.served(inf)
        if inf.models and not self.models and self.service and self.service.is_associated:
            inf.note(self.service.line, "no device has the service %s" % self.service.name)
        for other in others:
            known = {model.id for model in self.models}
            self.models += [model for model in self.served(other) if model.id not in known]

    def served(self, inf):
        return [model for model in inf.models if self.service and (self.is_function(model) or self.is_input_filter(inf, model))]

    def is_function(self, model):
        service = model.install.service()
        return bool(service) and service.name.lower() == self.service.name.lower()

    def is_input_filter(self, inf, model):
        """Whether the service is an upper filter of the device, a keyboard or a mouse. Its function driver is Windows's own,
        which the file names, or needs from another one."""
        function = model.install.service()
        return (inf.class_guid or "").lower() in INPUT_CLASSES and \
            self.service.name.lower() in [name.lower() for name in model.install.upper or ()] and \
            (not function or function.name.lower() in INPUT_PORTS)

    def json(self):
        """The table as JSON has it."""
        inf = self.inf
        return {
            "file": os.path.basename(inf.path), "class": inf.class_, "class_guid": inf.class_guid, "provider": inf.provider,
            "version": inf.version, "service": self.service.name if self.service else "", "service_key": self.service_key,
            "altitude": self.altitude, "models": [{
                "id": model.id, "place": model.place, "description": model.description, "section": model.install.section.name,
                "kmdf": model.install.kmdf, "hardware_key": model.install.hardware_key, "driver_key": model.install.driver_key,
                "upper_filters": model.install.upper, "lower_filters": model.install.lower,
                "is_hid_filter": model.install.is_hid_filter,
                "msi_supported": model.install.msi_supported, "message_number_limit": model.install.message_limit,
                "device_policy": model.install.policy, "assignment_set_override": model.install.processors,
            } for model in self.models],
            "services": sorted(service.name for service in inf.services().values()),
            "notes": [{"line": line, "text": text} for line, text in inf.notes]}

    def c(self):
        """The table as the source text of C."""
        return "".join(Writer(self).pieces())


class Writer:
    def __init__(self, table):
        self.table = table
        # Long text -> the name of its variable.
        self.texts = {}
        self.size = 0

    @staticmethod
    def string(text):
        """A string of C, for which no character of the text has a meaning."""
        said = "".join(chr(byte) if chr(byte).isalnum() and byte < 0x80 or chr(byte) in " !#$&()*+,-./:;<=>@[]^_{|}~'" else "\\%03o" % byte
                       for byte in text.encode("utf-8", "replace"))
        return '"%s"' % said

    def text(self, text):
        if text is None:
            return "0"
        self.size += len(text)
        if self.size > MOST_TABLE:
            raise Wrong(0, "the table has more than %d bytes" % MOST_TABLE)
        return self.string(text)

    def long(self, text):
        """A text of lines, or null. Equal texts are one."""
        if text is None:
            return "0"
        if text not in self.texts:
            self.texts[text] = "winwork_inf_text_%d" % len(self.texts), "\n\t".join(
                self.text(line) for line in text.splitlines(keepends=True)) if "\0" not in text else self.text(text)
        return self.texts[text][0]

    def services(self, names):
        return self.long("".join(name + "\0" for name in names) if names else None)

    def pieces(self):
        table, inf = self.table, self.table.inf
        models = []
        for model in table.models:
            install = model.install
            models.append("\t{ %s, %d, %s, %s, %s, %s, %s, %d, %d, %d, %dULL },\n" % (
                self.text(model.id), model.place, self.text(model.description), self.long(install.hardware_key),
                self.long(install.driver_key), self.services(install.upper), self.services(install.lower),
                install.msi_supported, install.message_limit, install.policy, install.processors))
        head = [self.text(os.path.basename(inf.path)), self.text(inf.class_), self.text(inf.class_guid), self.text(inf.provider),
                self.text(inf.version), self.text(table.service.name if table.service else ""), self.long(table.service_key),
                self.text(table.altitude), "%d" % len(models), "winwork_inf_models" if models else "0"]
        yield "/* Made by scripts/inf. */\n#include <winwork/inf.h>\n\n"
        for name, said in self.texts.values():
            yield "static const char %s[] =\n\t%s;\n" % (name, said)
        if models:
            yield "static const WINWORK_INF_MODEL winwork_inf_models[] = {\n%s};\n" % "".join(models)
        yield "static const WINWORK_INF winwork_inf = {\n%s};\n" % "".join("\t%s,\n" % one for one in head)


# ---- The files of a folder

def files(folder):
    """The INFs of a folder, by their names. A file for the player of a disc is none."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise limits.Unfit("the folder %s cannot be read: %s" % (folder, error.strerror)) from None
    found = [name for name in names if name.lower().endswith((".inf", ".inx")) and name.lower() != "autorun.inf" and
             os.path.isfile(os.path.join(folder, name))]
    # An .inf that was made from the .inx.
    made = {name[:-4].lower() for name in found if name.lower().endswith(".inf")}
    return [name for name in found if name.lower().endswith(".inf") or name[:-4].lower() not in made]


def choose(folder, names, module, architecture):
    """Those of the files that are for the module."""
    if len(names) == 1:
        return names
    fitting = []
    for name in names:
        try:
            if Inf(os.path.join(folder, name), architecture).serves(module):
                fitting.append(name)
        except (Wrong, limits.Unfit):
            pass
    if fitting:
        return fitting
    raise limits.Unfit("there are several INFs, %s, and none names the service of %s: set WINWORK_INF in the Kbuild to one of "
                       "them, or to none" % (", ".join(names), module))


def is_plain(name):
    """Whether the path may stand in a Kbuild."""
    return bool(name) and words.is_plain(name)
