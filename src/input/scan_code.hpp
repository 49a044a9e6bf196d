/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The keys of Linux as the scan codes of set 1, which the packets of a keyboard have, and back.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

struct ScanCode {
	u16 make;			/* MakeCode; 0 for a key without one */
	u16 flags;			/* 0, KEY_E0 or KEY_E1 */
};

/* Of a key of Linux's. PAUSE is {1D, KEY_E1} and behind it {45, 0}. */
ScanCode scan_code_of(u16 key);

/* The key; 0 for a code that no key has. */
u16 key_of(ScanCode code);

constexpr u16 kKeyPause = 119;
constexpr u16 kKeyPrint = 99;
constexpr u16 kKeyLeftAlt = 56;
constexpr u16 kKeyRightAlt = 100;

constexpr ScanCode kPauseFirst = { 0x1d, 4 };	/* KEY_E1 */
constexpr ScanCode kPauseSecond = { 0x45, 0 };
/* PRINT SCREEN while ALT is pressed. */
constexpr ScanCode kPrintWithAlt = { 0x54, 0 };

/* The keys that a filter may report of any keyboard: those of one with 105 keys. Returns their number. */
constexpr u32 kMostPlainKeys = 128;
u32 plain_keys(u16 (&keys)[kMostPlainKeys]);

} /* namespace ww */
