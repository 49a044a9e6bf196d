/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cryptography: the machine has no hashes and no ciphers.
 */
#include "linux/crypto.h"

#include <cstdlib>

ww_s32 ww_hash_open(const char *, struct ww_hash **)
{
	return -WW_CRYPTO_ABSENT;
}

bool ww_cipher_exists(enum ww_cipher_kind, const char *)
{
	return false;
}

ww_s32 ww_cipher_open(enum ww_cipher_kind, const char *, const void *, ww_u32, struct ww_cipher **)
{
	return -WW_CRYPTO_ABSENT;
}

/* Nothing is opened, so the other functions are not called. */

void ww_hash_close(struct ww_hash *)
{
	std::abort();
}

ww_u32 ww_hash_state_bytes(const struct ww_hash *)
{
	std::abort();
}

ww_s32 ww_hash_begin(const struct ww_hash *, void *)
{
	std::abort();
}

ww_s32 ww_hash_add(void *, const void *, ww_u32)
{
	std::abort();
}

ww_s32 ww_hash_end(void *, void *)
{
	std::abort();
}

ww_s32 ww_hash_copy(const struct ww_hash *, void *, const void *)
{
	std::abort();
}

void ww_cipher_close(struct ww_cipher *)
{
	std::abort();
}

ww_s32 ww_cipher_blocks(struct ww_cipher *, const struct ww_blocks *)
{
	std::abort();
}

ww_s32 ww_cipher_tagged(struct ww_cipher *, const struct ww_tagged *)
{
	std::abort();
}

void ww_random(void *, ww_u32, bool)
{
	std::abort();
}
