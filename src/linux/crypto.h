/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's hashes and ciphers, all of them synchronous. What the kernel lacks cannot be opened.
 */
#ifndef WINWORK_LINUX_CRYPTO_H
#define WINWORK_LINUX_CRYPTO_H

#include "types.h"

WW_C_BEGIN

/* What the functions return, besides 0, below 0. */
#define WW_CRYPTO_ABSENT 2		/* ENOENT */
#define WW_CRYPTO_NO_MEMORY 12		/* ENOMEM */
#define WW_CRYPTO_BAD_TAG 74		/* EBADMSG */

/* ---- Hashes ------------------------------------------------------------------------------- */

struct ww_hash;

/* Opens the hash that Linux calls @name. May load a module, and sleeps. */
ww_s32 ww_hash_open(const char *name, struct ww_hash **hash);
/* No state is used any more. In any context but NMI. */
void ww_hash_close(struct ww_hash *hash);

/* The bytes of a state, in memory of the caller; several may follow each other. */
ww_u32 ww_hash_state_bytes(const struct ww_hash *hash);

/* <= DISPATCH_LEVEL. They allocate nothing. A state is begun, or copied to, before it is used. */
ww_s32 ww_hash_begin(const struct ww_hash *hash, void *state);
ww_s32 ww_hash_add(void *state, const void *data, ww_u32 bytes);
/* Stores the digest. The state is to be begun again, or copied to. */
ww_s32 ww_hash_end(void *state, void *digest);
ww_s32 ww_hash_copy(const struct ww_hash *hash, void *to, const void *from);

/* ---- Ciphers ------------------------------------------------------------------------------ */

struct ww_cipher;

enum ww_cipher_kind {
	WW_CIPHER_BLOCKS,		/* whole blocks, of at most 16 bytes */
	WW_CIPHER_TAGGED,		/* with a nonce of 12 bytes and a tag */
};

#define WW_NONCE_BYTES 12
#define WW_TAG_BYTES 16			/* of the longest tag, which others are the beginning of */

/* Whether Linux has the cipher. May load a module, and sleeps. */
bool ww_cipher_exists(enum ww_cipher_kind kind, const char *name);
/* Opens it with a key. May load a module, and sleeps. */
ww_s32 ww_cipher_open(enum ww_cipher_kind kind, const char *name, const void *key, ww_u32 bytes,
		      struct ww_cipher **cipher);
/* No call is under way. In any context but NMI. */
void ww_cipher_close(struct ww_cipher *cipher);

struct ww_blocks {
	const void *in;
	void *out;			/* may be @in */
	ww_u32 bytes;			/* a multiple of the cipher's block */
	ww_u8 *iv;			/* a block, which is updated; NULL if the mode has none */
	ww_u32 block;			/* the bytes of a block */
	bool decrypt;
	bool may_sleep;
};

/* <= DISPATCH_LEVEL. Several calls at the same time may need memory: -WW_CRYPTO_NO_MEMORY. */
ww_s32 ww_cipher_blocks(struct ww_cipher *cipher, const struct ww_blocks *blocks);

struct ww_tagged {
	const void *nonce;
	const void *extra;		/* what the tag covers besides the text */
	ww_u32 extra_bytes;
	const void *in;
	void *out;			/* may be @in */
	ww_u32 bytes;
	void *tag;			/* to store, or to compare with */
	ww_u32 tag_bytes;
	bool decrypt;
	bool may_sleep;
};

/*
 * <= DISPATCH_LEVEL. A long text needs memory, as do several calls at the same time. Another tag is
 * -WW_CRYPTO_BAD_TAG, and the output is as before.
 */
ww_s32 ww_cipher_tagged(struct ww_cipher *cipher, const struct ww_tagged *tagged);

/* ---- Random numbers ----------------------------------------------------------------------- */

/* @may_sleep: waits until Linux's generator has been seeded. In any context but NMI. */
void ww_random(void *to, ww_u32 bytes, bool may_sleep);

WW_C_END

#endif /* WINWORK_LINUX_CRYPTO_H */
