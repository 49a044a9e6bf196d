// SPDX-License-Identifier: GPL-2.0
/*
 * Linux's hashes and ciphers.
 *
 * The transforms are synchronous ones: their calls sleep only if they may, so they can be made in any
 * context. Opening and closing a transform sleeps. So a closed one is freed by a worker.
 *
 * A cipher works in memory of its own, to which the text is copied. The text may be anywhere: on a stack,
 * in a module, in pages that are not contiguous. Linux's ciphers want pages, and copy what is not aligned
 * to memory that they allocate.
 */
#include <linux/build_bug.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include <crypto/aead.h>
#include <crypto/algapi.h>
#include <crypto/hash.h>
#include <crypto/skcipher.h>

#include "compat.h"
#include "crypto.h"
#include "done.h"

static_assert(WW_CRYPTO_ABSENT == ENOENT && WW_CRYPTO_NO_MEMORY == ENOMEM && WW_CRYPTO_BAD_TAG == EBADMSG);

static ww_s32 error_of(const void *transform)
{
	return PTR_ERR(transform) == -ENOMEM ? -ENOMEM : -ENOENT;
}

/* ---- Hashes ------------------------------------------------------------------------------- */

/* More than Linux's hashes with a digest of 64 bytes have. */
#define MOST_STATE 512

struct ww_hash {
	struct crypto_shash *transform;
	struct ww_later later;
};

ww_s32 ww_hash_open(const char *name, struct ww_hash **opened)
{
	struct ww_hash *hash = kzalloc(sizeof(*hash), GFP_KERNEL);
	ww_s32 error;

	if (!hash)
		return -ENOMEM;
	hash->transform = crypto_alloc_shash(name, 0, 0);
	if (IS_ERR(hash->transform)) {
		error = error_of(hash->transform);
		kfree(hash);
		return error;
	}
	if (crypto_shash_statesize(hash->transform) > MOST_STATE) {
		crypto_free_shash(hash->transform);
		kfree(hash);
		return -ENOENT;
	}
	*opened = hash;
	return 0;
}

static void free_hash(struct ww_later *later)
{
	struct ww_hash *hash = container_of(later, struct ww_hash, later);

	crypto_free_shash(hash->transform);
	kfree(hash);
}

void ww_hash_close(struct ww_hash *hash)
{
	ww_later(&hash->later, free_hash);
}

ww_u32 ww_hash_state_bytes(const struct ww_hash *hash)
{
	return ALIGN(sizeof(struct shash_desc) + crypto_shash_descsize(hash->transform),
		     __alignof__(struct shash_desc));
}

ww_s32 ww_hash_begin(const struct ww_hash *hash, void *state)
{
	struct shash_desc *desc = state;

	desc->tfm = hash->transform;
	return crypto_shash_init(desc);
}

ww_s32 ww_hash_add(void *state, const void *data, ww_u32 bytes)
{
	return crypto_shash_update(state, data, bytes);
}

ww_s32 ww_hash_end(void *state, void *digest)
{
	return crypto_shash_final(state, digest);
}

ww_s32 ww_hash_copy(const struct ww_hash *hash, void *to, const void *from)
{
	struct shash_desc *desc = to;
	u8 exported[MOST_STATE] __aligned(8);
	ww_s32 error;

	desc->tfm = hash->transform;
	error = crypto_shash_export((struct shash_desc *)from, exported);
	if (!error)
		error = crypto_shash_import(desc, exported);
	memzero_explicit(exported, sizeof(exported));
	return error;
}

/* ---- The memory of a cipher's calls ------------------------------------------------------- */

/* With the request of Linux's longest cipher it is less than a page. */
#define ROOM 3072

/*
 * What one call works with: memory of kmalloc(), since ciphers look for the pages of their requests.
 */
struct work {
	u8 data[ROOM];			/* aligned as kmalloc() does it, which no cipher exceeds */
	u8 iv[16] __aligned(16);
	u8 request[] __aligned(64);
};

struct ww_cipher {
	enum ww_cipher_kind kind;
	union {
		struct crypto_skcipher *blocks;
		struct crypto_aead *tagged;
	};
	size_t work_bytes;
	/* For the first of several calls: it needs no more memory. */
	struct work *own;
	atomic_t own_is_taken;
	struct ww_later later;
};

static gfp_t flags_of(bool may_sleep)
{
	return may_sleep ? GFP_KERNEL : GFP_ATOMIC | __GFP_NOWARN;
}

static u32 request_flags(bool may_sleep)
{
	return may_sleep ? CRYPTO_TFM_REQ_MAY_SLEEP : 0;
}

static struct work *take_work(struct ww_cipher *cipher, bool may_sleep)
{
	if (!atomic_cmpxchg_acquire(&cipher->own_is_taken, 0, 1))
		return cipher->own;
	return kmalloc(cipher->work_bytes, flags_of(may_sleep));
}

static void give_work(struct ww_cipher *cipher, struct work *work)
{
	if (work != cipher->own) {
		kfree_sensitive(work);
		return;
	}
	memzero_explicit(work, cipher->work_bytes);
	atomic_set_release(&cipher->own_is_taken, 0);
}

/* ---- Opening and closing ------------------------------------------------------------------ */

static void free_transform(struct ww_cipher *cipher)
{
	if (cipher->kind == WW_CIPHER_BLOCKS)
		crypto_free_skcipher(cipher->blocks);
	else
		crypto_free_aead(cipher->tagged);
}

/* Returns 0 with a transform. */
static ww_s32 allocate_transform(struct ww_cipher *cipher, const char *name)
{
	size_t request;

	if (cipher->kind == WW_CIPHER_BLOCKS) {
		cipher->blocks = crypto_alloc_skcipher(name, 0, CRYPTO_ALG_ASYNC);
		if (IS_ERR(cipher->blocks))
			return error_of(cipher->blocks);
		request = sizeof(struct skcipher_request) + crypto_skcipher_reqsize(cipher->blocks);
	} else {
		cipher->tagged = crypto_alloc_aead(name, 0, CRYPTO_ALG_ASYNC);
		if (IS_ERR(cipher->tagged))
			return error_of(cipher->tagged);
		request = sizeof(struct aead_request) + crypto_aead_reqsize(cipher->tagged);
	}
	cipher->work_bytes = sizeof(struct work) + request;
	return 0;
}

static ww_s32 set_key(struct ww_cipher *cipher, const void *key, ww_u32 bytes)
{
	ww_s32 error;

	if (cipher->kind == WW_CIPHER_BLOCKS)
		return crypto_skcipher_setkey(cipher->blocks, key, bytes);
	error = crypto_aead_setkey(cipher->tagged, key, bytes);
	return error ? error : crypto_aead_setauthsize(cipher->tagged, WW_TAG_BYTES);
}

bool ww_cipher_exists(enum ww_cipher_kind kind, const char *name)
{
	struct ww_cipher cipher = { .kind = kind };

	if (allocate_transform(&cipher, name))
		return false;
	free_transform(&cipher);
	return true;
}

/* Of a cipher with a transform. */
static ww_s32 prepare(struct ww_cipher *cipher, const void *key, ww_u32 bytes)
{
	cipher->own = kzalloc(cipher->work_bytes, GFP_KERNEL);
	return cipher->own ? set_key(cipher, key, bytes) : -ENOMEM;
}

ww_s32 ww_cipher_open(enum ww_cipher_kind kind, const char *name, const void *key, ww_u32 bytes,
		      struct ww_cipher **opened)
{
	struct ww_cipher *cipher = kzalloc(sizeof(*cipher), GFP_KERNEL);
	ww_s32 error;

	if (!cipher)
		return -ENOMEM;
	cipher->kind = kind;
	error = allocate_transform(cipher, name);
	if (!error) {
		error = prepare(cipher, key, bytes);
		if (!error) {
			*opened = cipher;
			return 0;
		}
		kfree(cipher->own);
		free_transform(cipher);
	}
	kfree(cipher);
	return error;
}

static void free_cipher(struct ww_later *later)
{
	struct ww_cipher *cipher = container_of(later, struct ww_cipher, later);

	free_transform(cipher);
	kfree_sensitive(cipher->own);
	kfree(cipher);
}

void ww_cipher_close(struct ww_cipher *cipher)
{
	ww_later(&cipher->later, free_cipher);
}

/* ---- Blocks ------------------------------------------------------------------------------- */

static ww_s32 crypt_piece(struct ww_cipher *cipher, struct work *work, u32 bytes, const struct ww_blocks *blocks)
{
	struct skcipher_request *request = (struct skcipher_request *)work->request;
	struct scatterlist list;

	sg_init_one(&list, work->data, bytes);
	skcipher_request_set_tfm(request, cipher->blocks);
	skcipher_request_set_callback(request, request_flags(blocks->may_sleep), NULL, NULL);
	skcipher_request_set_crypt(request, &list, &list, bytes, work->iv);
	return blocks->decrypt ? crypto_skcipher_decrypt(request) : crypto_skcipher_encrypt(request);
}

static ww_s32 crypt_pieces(struct ww_cipher *cipher, struct work *work, const struct ww_blocks *blocks)
{
	u32 done, piece;
	ww_s32 error;

	for (done = 0; done < blocks->bytes; done += piece) {
		piece = min_t(u32, blocks->bytes - done, ROOM);
		memcpy(work->data, blocks->in + done, piece);
		error = crypt_piece(cipher, work, piece, blocks);
		if (error)
			return error;
		memcpy(blocks->out + done, work->data, piece);
		if (blocks->may_sleep)
			cond_resched();
	}
	return 0;
}

ww_s32 ww_cipher_blocks(struct ww_cipher *cipher, const struct ww_blocks *blocks)
{
	struct work *work = take_work(cipher, blocks->may_sleep);
	ww_s32 error;

	if (!work)
		return -ENOMEM;
	if (blocks->iv)
		memcpy(work->iv, blocks->iv, blocks->block);
	error = crypt_pieces(cipher, work, blocks);
	if (blocks->iv)
		memcpy(blocks->iv, work->iv, blocks->block);
	give_work(cipher, work);
	return error;
}

/* ---- Texts with a tag --------------------------------------------------------------------- */

/* A text, with the extra before it and the tag behind it, in one piece. */
struct message {
	u8 *data;
	size_t bytes;			/* with all three */
	struct scatterlist one;
	struct sg_table table;		/* has the pages if they are not contiguous */
	struct scatterlist *list;
};

static ww_s32 list_pages(struct message *message)
{
	const u32 pages = DIV_ROUND_UP(offset_in_page(message->data) + message->bytes, PAGE_SIZE);
	size_t left = message->bytes, piece;
	u8 *at = message->data;
	struct scatterlist *entry;
	u32 i;

	if (sg_alloc_table(&message->table, pages, GFP_KERNEL))
		return -ENOMEM;
	for_each_sg(message->table.sgl, entry, pages, i) {
		piece = min_t(size_t, left, PAGE_SIZE - offset_in_page(at));
		sg_set_page(entry, vmalloc_to_page(at), piece, offset_in_page(at));
		at += piece;
		left -= piece;
	}
	message->list = message->table.sgl;
	return 0;
}

static void *allocate_data(size_t bytes, bool may_sleep)
{
	/* Linux's list of pages has lengths of 32 bits. */
	if (bytes > INT_MAX)
		return NULL;
	return may_sleep ? kvmalloc(bytes, GFP_KERNEL) : kmalloc(bytes, flags_of(false));
}

static ww_s32 make_message(struct message *message, struct work *work, const struct ww_tagged *tagged)
{
	ww_s32 error;

	memset(message, 0, sizeof(*message));
	message->bytes = (size_t)tagged->extra_bytes + tagged->bytes + WW_TAG_BYTES;
	message->data = message->bytes <= ROOM ? work->data : allocate_data(message->bytes, tagged->may_sleep);
	if (!message->data)
		return -ENOMEM;
	memcpy(message->data, tagged->extra, tagged->extra_bytes);
	memcpy(message->data + tagged->extra_bytes, tagged->in, tagged->bytes);
	if (!is_vmalloc_addr(message->data)) {
		sg_init_one(&message->one, message->data, message->bytes);
		message->list = &message->one;
		return 0;
	}
	error = list_pages(message);
	if (error)
		kvfree_sensitive(message->data, message->bytes);
	return error;
}

static void free_message(struct message *message, struct work *work)
{
	sg_free_table(&message->table);
	if (message->data != work->data)
		kvfree_sensitive(message->data, message->bytes);
}

static ww_s32 crypt_message(struct ww_cipher *cipher, struct work *work, struct message *message,
			    const struct ww_tagged *tagged, bool decrypt)
{
	struct aead_request *request = (struct aead_request *)work->request;
	const u32 bytes = tagged->bytes + (decrypt ? WW_TAG_BYTES : 0);

	memcpy(work->iv, tagged->nonce, WW_NONCE_BYTES);
	aead_request_set_tfm(request, cipher->tagged);
	aead_request_set_callback(request, request_flags(tagged->may_sleep), NULL, NULL);
	aead_request_set_ad(request, tagged->extra_bytes);
	aead_request_set_crypt(request, message->list, message->list, bytes, work->iv);
	return decrypt ? crypto_aead_decrypt(request) : crypto_aead_encrypt(request);
}

static u8 *tag_of(const struct message *message)
{
	return message->data + message->bytes - WW_TAG_BYTES;
}

/*
 * Linux compares whole tags; the length of a transform's tags is not to change while calls use it. A key
 * stream is the same in both directions: so to encrypt the text decrypts it, and to encrypt that again
 * gives the tag.
 */
static ww_s32 decrypt_short_tag(struct ww_cipher *cipher, struct work *work, struct message *message,
				const struct ww_tagged *tagged)
{
	ww_s32 error = crypt_message(cipher, work, message, tagged, false);

	if (!error)
		error = crypt_message(cipher, work, message, tagged, false);
	if (error)
		return error;
	if (crypto_memneq(tag_of(message), tagged->tag, tagged->tag_bytes))
		return -EBADMSG;
	return crypt_message(cipher, work, message, tagged, false);
}

static ww_s32 crypt_tagged(struct ww_cipher *cipher, struct work *work, struct message *message,
			   const struct ww_tagged *tagged)
{
	ww_s32 error;

	if (!tagged->decrypt) {
		error = crypt_message(cipher, work, message, tagged, false);
		if (!error)
			memcpy(tagged->tag, tag_of(message), tagged->tag_bytes);
	} else if (tagged->tag_bytes < WW_TAG_BYTES) {
		error = decrypt_short_tag(cipher, work, message, tagged);
	} else {
		memcpy(tag_of(message), tagged->tag, WW_TAG_BYTES);
		error = crypt_message(cipher, work, message, tagged, true);
	}
	if (!error)
		memcpy(tagged->out, message->data + tagged->extra_bytes, tagged->bytes);
	return error;
}

ww_s32 ww_cipher_tagged(struct ww_cipher *cipher, const struct ww_tagged *tagged)
{
	struct work *work = take_work(cipher, tagged->may_sleep);
	struct message message;
	ww_s32 error;

	if (!work)
		return -ENOMEM;
	error = make_message(&message, work, tagged);
	if (!error) {
		error = crypt_tagged(cipher, work, &message, tagged);
		free_message(&message, work);
	}
	give_work(cipher, work);
	return error;
}
