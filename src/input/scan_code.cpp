/* SPDX-License-Identifier: GPL-2.0 */
#include "scan_code.hpp"

#include <ntddkbd.h>

namespace ww {
namespace {

static_assert(kPauseFirst.flags == KEY_E1);

/* From KEY_ESC to KEY_KPDOT the number of a key is its code. */
constexpr u16 kLastSame = 83;

struct Entry {
	u16 key;
	ScanCode code;
};

/*
 * The others, by the codes of the page "Keyboard Input" of Windows. Of keys with the same code the first one is that
 * which the code stands for.
 */
constexpr Entry kEntries[] = {
	{ 86, { 0x56, 0 } },		/* 102ND */
	{ 87, { 0x57, 0 } },		/* F11 */
	{ 88, { 0x58, 0 } },		/* F12 */
	{ 89, { 0x73, 0 } },		/* RO */
	{ 92, { 0x79, 0 } },		/* HENKAN */
	{ 93, { 0x70, 0 } },		/* KATAKANAHIRAGANA */
	{ 94, { 0x7b, 0 } },		/* MUHENKAN */
	{ 95, { 0x5c, 0 } },		/* KPJPCOMMA */
	{ 96, { 0x1c, KEY_E0 } },	/* KPENTER */
	{ 97, { 0x1d, KEY_E0 } },	/* RIGHTCTRL */
	{ 98, { 0x35, KEY_E0 } },	/* KPSLASH */
	{ kKeyPrint, { 0x37, KEY_E0 } },
	{ kKeyRightAlt, { 0x38, KEY_E0 } },
	{ 102, { 0x47, KEY_E0 } },	/* HOME */
	{ 103, { 0x48, KEY_E0 } },	/* UP */
	{ 104, { 0x49, KEY_E0 } },	/* PAGEUP */
	{ 105, { 0x4b, KEY_E0 } },	/* LEFT */
	{ 106, { 0x4d, KEY_E0 } },	/* RIGHT */
	{ 107, { 0x4f, KEY_E0 } },	/* END */
	{ 108, { 0x50, KEY_E0 } },	/* DOWN */
	{ 109, { 0x51, KEY_E0 } },	/* PAGEDOWN */
	{ 110, { 0x52, KEY_E0 } },	/* INSERT */
	{ 111, { 0x53, KEY_E0 } },	/* DELETE */
	{ 113, { 0x20, KEY_E0 } },	/* MUTE */
	{ 114, { 0x2e, KEY_E0 } },	/* VOLUMEDOWN */
	{ 115, { 0x30, KEY_E0 } },	/* VOLUMEUP */
	{ 116, { 0x5e, KEY_E0 } },	/* POWER */
	{ 117, { 0x59, 0 } },		/* KPEQUAL */
	{ kKeyPause, kPauseFirst },
	{ 121, { 0x7e, 0 } },		/* KPCOMMA */
	{ 122, { 0x72, 0 } },		/* HANGEUL */
	{ 123, { 0x71, 0 } },		/* HANJA */
	{ 124, { 0x7d, 0 } },		/* YEN */
	{ 125, { 0x5b, KEY_E0 } },	/* LEFTMETA */
	{ 126, { 0x5c, KEY_E0 } },	/* RIGHTMETA */
	{ 127, { 0x5d, KEY_E0 } },	/* COMPOSE */
	{ 128, { 0x68, KEY_E0 } },	/* STOP */
	{ 140, { 0x21, KEY_E0 } },	/* CALC */
	{ 142, { 0x5f, KEY_E0 } },	/* SLEEP */
	{ 143, { 0x63, KEY_E0 } },	/* WAKEUP */
	{ 155, { 0x6c, KEY_E0 } },	/* MAIL */
	{ 156, { 0x66, KEY_E0 } },	/* BOOKMARKS */
	{ 157, { 0x6b, KEY_E0 } },	/* COMPUTER */
	{ 158, { 0x6a, KEY_E0 } },	/* BACK */
	{ 159, { 0x69, KEY_E0 } },	/* FORWARD */
	{ 163, { 0x19, KEY_E0 } },	/* NEXTSONG */
	{ 164, { 0x22, KEY_E0 } },	/* PLAYPAUSE */
	{ 165, { 0x10, KEY_E0 } },	/* PREVIOUSSONG */
	{ 166, { 0x24, KEY_E0 } },	/* STOPCD */
	{ 172, { 0x32, KEY_E0 } },	/* HOMEPAGE */
	{ 173, { 0x67, KEY_E0 } },	/* REFRESH */
	{ 183, { 0x64, 0 } },		/* F13 */
	{ 184, { 0x65, 0 } },		/* F14 */
	{ 185, { 0x66, 0 } },		/* F15 */
	{ 186, { 0x67, 0 } },		/* F16 */
	{ 187, { 0x68, 0 } },		/* F17 */
	{ 188, { 0x69, 0 } },		/* F18 */
	{ 189, { 0x6a, 0 } },		/* F19 */
	{ 190, { 0x6b, 0 } },		/* F20 */
	{ 191, { 0x6c, 0 } },		/* F21 */
	{ 192, { 0x6d, 0 } },		/* F22 */
	{ 193, { 0x6e, 0 } },		/* F23 */
	{ 194, { 0x76, 0 } },		/* F24 */
	{ 217, { 0x65, KEY_E0 } },	/* SEARCH */
	{ 226, { 0x6d, KEY_E0 } },	/* MEDIA */
	{ 411, { 0x46, KEY_E0 } },	/* BREAK: PAUSE while CTRL is pressed */
};

constexpr u16 kMostCodes = 0x80;
constexpr u16 kMostKeys = 0x1a0;

/* Both ways, so that no packet is searched for. */
struct Tables {
	ScanCode codes[kMostKeys];
	u16 keys[2][kMostCodes];	/* without KEY_E0 and with it */
};

constexpr Tables make_tables()
{
	Tables tables{};

	for (u16 key = 1; key <= kLastSame; key++) {
		tables.codes[key] = { key, 0 };
		tables.keys[0][key] = key;
	}
	for (const Entry &entry : kEntries) {
		tables.codes[entry.key] = entry.code;
		if (!(entry.code.flags & KEY_E1))
			tables.keys[entry.code.flags & KEY_E0 ? 1 : 0][entry.code.make] = entry.key;
	}
	tables.keys[0][kPrintWithAlt.make] = kKeyPrint;
	return tables;
}

constexpr Tables kTables = make_tables();

} /* namespace */

ScanCode scan_code_of(u16 key)
{
	return key < kMostKeys ? kTables.codes[key] : ScanCode{};
}

u16 key_of(ScanCode code)
{
	if (code.flags & KEY_E1 || code.make >= kMostCodes)
		return 0;
	return kTables.keys[code.flags & KEY_E0 ? 1 : 0][code.make];
}

u32 plain_keys(u16 (&keys)[kMostPlainKeys])
{
	constexpr u16 kPower = 116;
	u32 count = 0;

	for (u16 key = 1; key < kMostPlainKeys; key++) {
		if (kTables.codes[key].make && key != kPower)
			keys[count++] = key;
	}
	return count;
}

} /* namespace ww */
