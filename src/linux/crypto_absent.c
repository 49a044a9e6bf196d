// SPDX-License-Identifier: GPL-2.0
/*
 * A kernel without hashes or ciphers: none can be opened, so nothing else is called.
 */
#include <linux/bug.h>
#include <linux/errno.h>

#include "crypto.h"

ww_s32 ww_hash_open(const char *name, struct ww_hash **hash)
{
	return -ENOENT;
}

void ww_hash_close(struct ww_hash *hash)
{
	WARN_ON(1);
}

ww_u32 ww_hash_state_bytes(const struct ww_hash *hash)
{
	WARN_ON(1);
	return 0;
}

ww_s32 ww_hash_begin(const struct ww_hash *hash, void *state)
{
	return -ENOENT;
}

ww_s32 ww_hash_add(void *state, const void *data, ww_u32 bytes)
{
	return -ENOENT;
}

ww_s32 ww_hash_end(void *state, void *digest)
{
	return -ENOENT;
}

ww_s32 ww_hash_copy(const struct ww_hash *hash, void *to, const void *from)
{
	return -ENOENT;
}

bool ww_cipher_exists(enum ww_cipher_kind kind, const char *name)
{
	return false;
}

ww_s32 ww_cipher_open(enum ww_cipher_kind kind, const char *name, const void *key, ww_u32 bytes,
		      struct ww_cipher **cipher)
{
	return -ENOENT;
}

void ww_cipher_close(struct ww_cipher *cipher)
{
	WARN_ON(1);
}

ww_s32 ww_cipher_blocks(struct ww_cipher *cipher, const struct ww_blocks *blocks)
{
	return -ENOENT;
}

ww_s32 ww_cipher_tagged(struct ww_cipher *cipher, const struct ww_tagged *tagged)
{
	return -ENOENT;
}
