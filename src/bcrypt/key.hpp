/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Symmetric keys.
 */
#pragma once

#include "provider.hpp"

struct ww_cipher;

namespace ww {

struct Key : CryptoObject {
	const Algorithm *algorithm;
	void *provider;			/* the handle that it was made with */
	Atomic<Mode> mode;
	/* Of each mode that the key has had. They stay, so that a call can go on with another one. */
	Atomic<ww_cipher *> ciphers[kModes];
	UCHAR secret[kMostKey];
	ULONG secret_bytes;
};

/* Gives the key another mode. May sleep. An error of linux/crypto.h. */
s32 key_set_mode(Key &key, Mode mode);

} /* namespace ww */
