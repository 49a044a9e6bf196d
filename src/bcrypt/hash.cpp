/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Hashes and HMACs. A keyed transform of Linux belongs to one key, and its allocation sleeps; hash objects
 * are also made at DISPATCH_LEVEL. So an HMAC is made of the states of its two hashes, after which it is as
 * quick to begin again as a hash.
 */
#include "hash.hpp"

#include "linux/crypto.h"
#include "linux/memory.h"
#include "linux/thread.h"

namespace ww {

/* ---- Hashing ---------------------------------------------------------------------------- */

s32 Hashing::allocate(const Algorithm &algorithm, SharedHash &hash, bool is_hmac)
{
	algorithm_ = &algorithm;
	hash_ = &hash;
	shared_hash_get(hash);
	is_hmac_ = is_hmac;
	states_ = static_cast<UCHAR *>(ww_zalloc(bytes()));
	return states_ ? 0 : -WW_CRYPTO_NO_MEMORY;
}

s32 Hashing::begin_padded(State which, const UCHAR *key, UCHAR pad)
{
	UCHAR padded[kMostHashBlock];
	s32 error;

	for (ULONG i = 0; i < algorithm_->block; i++)
		padded[i] = key[i] ^ pad;
	error = ww_hash_begin(hash_->hash, state(which));
	if (!error)
		error = ww_hash_add(state(which), padded, algorithm_->block);
	wipe(padded, sizeof(padded));
	return error;
}

/* RFC 2104: a key that is longer than a block is hashed, a shorter one is filled with zeros. */
s32 Hashing::take_key(const void *key, ULONG key_bytes)
{
	UCHAR block[kMostHashBlock] = {};
	s32 error = 0;

	if (key_bytes <= algorithm_->block) {
		if (key_bytes)
			__builtin_memcpy(block, key, key_bytes);
	} else {
		error = ww_hash_begin(hash_->hash, state(State::now));
		if (!error)
			error = ww_hash_add(state(State::now), key, key_bytes);
		if (!error)
			error = ww_hash_end(state(State::now), block);
	}
	if (!error)
		error = begin_padded(State::inner, block, 0x36);
	if (!error)
		error = begin_padded(State::outer, block, 0x5c);
	wipe(block, sizeof(block));
	return error;
}

s32 Hashing::copy(State to, const Hashing &other, State from)
{
	return ww_hash_copy(hash_->hash, state(to), other.state(from));
}

s32 Hashing::again()
{
	return is_hmac_ ? copy(State::now, *this, State::inner)
			: ww_hash_begin(hash_->hash, state(State::now));
}

s32 Hashing::begin(const Use &use, const void *key, ULONG key_bytes)
{
	s32 error = allocate(*use.algorithm, *use.hash, use.is_hmac);

	if (!error && is_hmac_)
		error = take_key(key, key_bytes);
	return error ? error : again();
}

s32 Hashing::begin(const Hashing &other)
{
	s32 error = allocate(*other.algorithm_, *other.hash_, other.is_hmac_);

	if (!error)
		error = copy(State::now, other, State::now);
	if (!error && is_hmac_)
		error = copy(State::inner, other, State::inner);
	if (!error && is_hmac_)
		error = copy(State::outer, other, State::outer);
	return error;
}

s32 Hashing::add(const void *data, ULONG bytes)
{
	constexpr ULONG kPiece = 65536;		/* docs/scheduling.md, Constants */
	const auto *at = static_cast<const UCHAR *>(data);
	s32 error = 0;

	while (bytes && !error) {
		const ULONG piece = bytes < kPiece ? bytes : kPiece;

		error = ww_hash_add(state(State::now), at, piece);
		at += piece;
		bytes -= piece;
		if (bytes && may_sleep_here())
			ww_yield();
	}
	return error;
}

s32 Hashing::finish(void *digest)
{
	s32 error = ww_hash_end(state(State::now), digest);

	if (!error && is_hmac_) {
		error = copy(State::now, *this, State::outer);
		if (!error)
			error = ww_hash_add(state(State::now), digest, algorithm_->digest);
		if (!error)
			error = ww_hash_end(state(State::now), digest);
	}
	return error ? error : again();
}

void Hashing::end()
{
	if (states_) {
		wipe(states_, bytes());
		ww_free(states_);
	}
	shared_hash_put(hash_);
}

namespace {

/* ---- Checks ----------------------------------------------------------------------------- */

NTSTATUS check_data(CallSite call, const char *name, const void *data, ULONG bytes)
{
	if (!data && bytes)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL, and has %u bytes", name,
			      bytes);
	return STATUS_SUCCESS;
}

NTSTATUS check_secret(CallSite call, const Use &use, const void *secret, ULONG bytes)
{
	if (!use.is_hmac && bytes)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "pbSecret is given, and hAlgorithm is no HMAC");
	return check_data(call, "pbSecret", secret, bytes);
}

NTSTATUS check_digest(CallSite call, const Algorithm &algorithm, const void *output, ULONG bytes)
{
	if (bytes != algorithm.digest)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "cbOutput is %u, and the hash has %u bytes", bytes, algorithm.digest);
	return check_data(call, "pbOutput", output, bytes);
}

NTSTATUS check_no_flags(CallSite call, ULONG flags)
{
	return flags ? refuse(call, nullptr, STATUS_INVALID_PARAMETER, "dwFlags is 0x%x, and not 0", flags)
		     : STATUS_SUCCESS;
}

/* ---- Hash objects ----------------------------------------------------------------------- */

void destroy_hash(void *body)
{
	static_cast<Hash *>(body)->hashing.end();
}

/* A hash object that a driver's call uses. It may be one that is finished. */
class HashUse : public Held<Hash> {
public:
	explicit HashUse(BCRYPT_HASH_HANDLE handle) : Held(hash_object_type, handle) {}

	/* STATUS_SUCCESS if the object is there, and the IRQL is right. */
	NTSTATUS check(CallSite call, BCRYPT_HASH_HANDLE handle, bool finished_too = false)
	{
		if (!*this)
			return refuse_handle(call, "hHash", handle, "is no hash object");
		if (!irql_allows(call, handle, get()->is_dispatch))
			return STATUS_UNSUCCESSFUL;
		if (get()->is_finished && !finished_too)
			return refuse_handle(call, "hHash", handle,
					     "is finished, and was not made with BCRYPT_HASH_REUSABLE_FLAG");
		return STATUS_SUCCESS;
	}
};

/* Makes an object, which begin(hashing) begins. */
template <typename Begin>
NTSTATUS make_hash(CallSite call, bool is_dispatch, Hash **made, Begin begin)
{
	auto *hash = crypto_object<Hash>(hash_object_type, call, is_dispatch);

	if (!hash)
		return STATUS_NO_MEMORY;
	if (const s32 error = begin(hash->hashing)) {
		object_dereference(hash);
		return status_of(error);
	}
	*made = hash;
	return STATUS_SUCCESS;
}

NTSTATUS create(CallSite call, const Use &use, BCRYPT_ALG_HANDLE provider, BCRYPT_HASH_HANDLE *created,
		const void *secret, ULONG secret_bytes, ULONG flags)
{
	Hash *hash = nullptr;
	const NTSTATUS status = make_hash(call, use.is_dispatch, &hash, [&](Hashing &hashing) {
		return hashing.begin(use, secret, secret_bytes);
	});

	if (status)
		return status;
	hash->provider = provider;
	hash->is_reusable = use.is_reusable || flags & BCRYPT_HASH_REUSABLE_FLAG;
	*created = hash;
	return STATUS_SUCCESS;
}

NTSTATUS duplicate(CallSite call, const Hash &other, BCRYPT_HASH_HANDLE *created)
{
	Hash *hash = nullptr;
	const NTSTATUS status = make_hash(call, other.is_dispatch, &hash, [&](Hashing &hashing) {
		return hashing.begin(other.hashing);
	});

	if (status)
		return status;
	hash->provider = other.provider;
	hash->is_reusable = other.is_reusable;
	*created = hash;
	return STATUS_SUCCESS;
}

s32 hash_at_once(const Use &use, const void *secret, ULONG secret_bytes, const void *data, ULONG bytes,
		 void *digest)
{
	Hashing hashing{};
	s32 error = hashing.begin(use, secret, secret_bytes);

	if (!error)
		error = hashing.add(data, bytes);
	if (!error)
		error = hashing.finish(digest);
	hashing.end();
	return error;
}

/* ---- PBKDF2: RFC 8018, 5.2 --------------------------------------------------------------- */

struct Derivation {
	Hashing &hashing;		/* the HMAC with the password */
	const void *salt;
	ULONG salt_bytes;
	ULONGLONG iterations;
};

/* The iterations after which others get the processor. */
constexpr ULONGLONG kIterationsAtOnce = 256;

s32 first_iteration(const Derivation &derivation, u32 number, UCHAR *digest)
{
	const UCHAR counter[4] = { static_cast<UCHAR>(number >> 24), static_cast<UCHAR>(number >> 16),
				   static_cast<UCHAR>(number >> 8), static_cast<UCHAR>(number) };
	s32 error = derivation.hashing.add(derivation.salt, derivation.salt_bytes);

	if (!error)
		error = derivation.hashing.add(counter, sizeof(counter));
	return error ? error : derivation.hashing.finish(digest);
}

/* Stores the block with this number, from 1. */
s32 derive_block(const Derivation &derivation, u32 number, UCHAR *block)
{
	const ULONG bytes = derivation.hashing.algorithm().digest;
	UCHAR digest[kMostDigest] = {};
	s32 error = first_iteration(derivation, number, digest);

	__builtin_memcpy(block, digest, bytes);
	for (ULONGLONG i = 1; i < derivation.iterations && !error; i++) {
		error = derivation.hashing.add(digest, bytes);
		if (!error)
			error = derivation.hashing.finish(digest);
		for (ULONG at = 0; at < bytes; at++)
			block[at] ^= digest[at];
		if (!(i % kIterationsAtOnce))
			ww_yield();
	}
	wipe(digest, sizeof(digest));
	return error;
}

s32 derive(const Derivation &derivation, UCHAR *key, ULONG bytes)
{
	const ULONG most = derivation.hashing.algorithm().digest;
	UCHAR block[kMostDigest];
	s32 error = 0;

	for (u32 number = 1; bytes && !error; number++) {
		const ULONG piece = bytes < most ? bytes : most;

		error = derive_block(derivation, number, block);
		ww_yield();
		__builtin_memcpy(key, block, piece);
		key += piece;
		bytes -= piece;
	}
	wipe(block, sizeof(block));
	return error;
}

NTSTATUS check_derivation(CallSite call, const Use &use, ULONGLONG iterations, const void *key, ULONG bytes,
			  ULONG flags)
{
	if (!use.is_hmac)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "hPrf was not opened with BCRYPT_ALG_HANDLE_HMAC_FLAG");
	if (!iterations)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "cIterations is 0");
	if (!key || !bytes)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "pbDerivedKey has no bytes");
	return check_no_flags(call, flags);
}

} /* namespace */

constinit const ObjectType hash_object_type = { .name = "hash object", .destroy = destroy_hash,
						.ended_by = "BCryptDestroyHash" };

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI BCryptCreateHash(BCRYPT_ALG_HANDLE hAlgorithm, BCRYPT_HASH_HANDLE *phHash,
				PUCHAR pbHashObject, ULONG cbHashObject, PUCHAR pbSecret, ULONG cbSecret,
				ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;
	Use use;
	NTSTATUS status = use.of(call, hAlgorithm, Interface::hash);

	if (status)
		return status;
	if (!phHash)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "phHash is NULL");
	status = check_no_flags(call, dwFlags & ~ULONG(BCRYPT_HASH_REUSABLE_FLAG));
	if (!status)
		status = check_object_memory(call, "pbHashObject", pbHashObject, cbHashObject,
					     kObjectLength);
	if (!status)
		status = check_secret(call, use, pbSecret, cbSecret);
	return status ? status : create(call, use, hAlgorithm, phHash, pbSecret, cbSecret, dwFlags);
}

NTSTATUS NTAPI BCryptHashData(BCRYPT_HASH_HANDLE hHash, PUCHAR pbInput, ULONG cbInput, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, hHash))
		return STATUS_UNSUCCESSFUL;

	HashUse hash(hHash);
	NTSTATUS status = hash.check(call, hHash);

	if (!status)
		status = check_no_flags(call, dwFlags);
	if (!status)
		status = check_data(call, "pbInput", pbInput, cbInput);
	return status ? status : status_of(hash->hashing.add(pbInput, cbInput));
}

NTSTATUS NTAPI BCryptFinishHash(BCRYPT_HASH_HANDLE hHash, PUCHAR pbOutput, ULONG cbOutput, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, hHash))
		return STATUS_UNSUCCESSFUL;

	HashUse hash(hHash);
	NTSTATUS status = hash.check(call, hHash);

	if (!status)
		status = check_no_flags(call, dwFlags);
	if (!status)
		status = check_digest(call, hash->hashing.algorithm(), pbOutput, cbOutput);
	if (status)
		return status;
	hash->is_finished = !hash->is_reusable;
	return status_of(hash->hashing.finish(pbOutput));
}

NTSTATUS NTAPI BCryptDuplicateHash(BCRYPT_HASH_HANDLE hHash, BCRYPT_HASH_HANDLE *phNewHash,
				   PUCHAR pbHashObject, ULONG cbHashObject, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, hHash))
		return STATUS_UNSUCCESSFUL;

	HashUse hash(hHash);
	NTSTATUS status = hash.check(call, hHash);

	if (status)
		return status;
	if (!phNewHash)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "phNewHash is NULL");
	status = check_no_flags(call, dwFlags);
	if (!status)
		status = check_object_memory(call, "pbHashObject", pbHashObject, cbHashObject,
					     kObjectLength);
	return status ? status : duplicate(call, *hash.get(), phNewHash);
}

NTSTATUS NTAPI BCryptDestroyHash(BCRYPT_HASH_HANDLE hHash)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, hHash))
		return STATUS_UNSUCCESSFUL;

	HashUse hash(hHash);

	if (const NTSTATUS status = hash.check(call, hHash, true))
		return status;
	return hash.end() ? STATUS_SUCCESS : refuse_handle(call, "hHash", hHash, "is no hash object");
}

NTSTATUS NTAPI BCryptHash(BCRYPT_ALG_HANDLE hAlgorithm, PUCHAR pbSecret, ULONG cbSecret, PUCHAR pbInput,
			  ULONG cbInput, PUCHAR pbOutput, ULONG cbOutput)
{
	const CallSite call = WW_CALL_SITE;
	Use use;
	NTSTATUS status = use.of(call, hAlgorithm, Interface::hash);

	if (!status)
		status = check_secret(call, use, pbSecret, cbSecret);
	if (!status)
		status = check_data(call, "pbInput", pbInput, cbInput);
	if (!status)
		status = check_digest(call, *use.algorithm, pbOutput, cbOutput);
	if (status)
		return status;
	return status_of(hash_at_once(use, pbSecret, cbSecret, pbInput, cbInput, pbOutput));
}

NTSTATUS NTAPI BCryptDeriveKeyPBKDF2(BCRYPT_ALG_HANDLE hPrf, PUCHAR pbPassword, ULONG cbPassword,
				     PUCHAR pbSalt, ULONG cbSalt, ULONGLONG cIterations,
				     PUCHAR pbDerivedKey, ULONG cbDerivedKey, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;
	Hashing hashing{};
	Use use;

	if (!at_apc_or_below(call, hPrf))
		return STATUS_UNSUCCESSFUL;

	NTSTATUS status = use.of(call, hPrf, Interface::hash);

	if (!status)
		status = check_derivation(call, use, cIterations, pbDerivedKey, cbDerivedKey, dwFlags);
	if (!status)
		status = check_data(call, "pbPassword", pbPassword, cbPassword);
	if (!status)
		status = check_data(call, "pbSalt", pbSalt, cbSalt);
	if (status)
		return status;
	status = status_of(hashing.begin(use, pbPassword, cbPassword));
	if (!status)
		status = status_of(derive({ hashing, pbSalt, cbSalt, cIterations }, pbDerivedKey,
					  cbDerivedKey));
	hashing.end();
	return status;
}

} /* extern "C" */
