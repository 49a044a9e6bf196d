/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Algorithms, and the providers that drivers open of them.
 */
#pragma once

#include "object.hpp"

struct ww_hash;

namespace ww {

enum class Interface : u8 {
	cipher,
	hash,
	random,
};

enum class Mode : u8 {
	ecb,
	cbc,
	gcm,
	count,
};

constexpr u32 kModes = static_cast<u32>(Mode::count);
constexpr u32 kMostBlock = 16;		/* of a cipher */
constexpr u32 kMostHashBlock = 128;
constexpr u32 kMostDigest = 64;
constexpr u32 kMostKey = 32;

struct Algorithm {
	const WCHAR *name;
	Interface interface;
	ULONG block = 0;		/* bytes; of a hash, what it takes at once */
	const char *hash = nullptr;	/* Linux's name */
	ULONG digest = 0;
	const char *modes[kModes] = {};	/* Linux's name of the cipher in each mode, or null */
	ULONG least_key = 0;		/* bytes */
	ULONG most_key = 0;
	ULONG key_step = 0;
};

const WCHAR *name_of(Mode mode);
/* Mode::count for a name of no mode. */
Mode mode_of(const WCHAR *name);

/* A hash of Linux, shared by a provider and its hash objects. They are counted. */
struct SharedHash {
	Atomic<u32> count;
	ww_hash *hash;
	ULONG state_bytes;
};

/* PASSIVE_LEVEL. */
s32 shared_hash_open(const char *name, SharedHash **shared);
void shared_hash_get(SharedHash &shared);
void shared_hash_put(SharedHash *shared);

struct Provider : CryptoObject {
	const Algorithm *algorithm;
	SharedHash *hash;		/* of a hash algorithm */
	Atomic<Mode> mode;		/* of a cipher's keys to come */
	bool is_hmac;
	bool is_reusable;
};

/* What a pseudo handle stands for; no algorithm for any other pointer. */
struct Pseudo {
	const Algorithm *algorithm;
	Mode mode;
	bool is_hmac;
};

Pseudo pseudo_of(const void *handle);

/* What an hAlgorithm stands for: a provider, or a pseudo handle. */
class Use {
public:
	Use() = default;
	~Use() { shared_hash_put(hash); }
	Use(const Use &) = delete;
	Use &operator=(const Use &) = delete;

	/*
	 * STATUS_SUCCESS, and the members, if @handle is one of an algorithm with @interface, and the IRQL
	 * is right. Otherwise the reason has been told.
	 */
	NTSTATUS of(CallSite call, void *handle, Interface interface);

	const Algorithm *algorithm = nullptr;
	SharedHash *hash = nullptr;
	Mode mode = Mode::count;
	bool is_hmac = false;
	bool is_reusable = false;
	bool is_dispatch = false;

private:
	NTSTATUS of_pseudo(CallSite call, const Pseudo &pseudo);
	void of_provider(const Provider &provider);
};

/* What a driver must have for an object, as BCRYPT_OBJECT_LENGTH says: nothing is kept there. */
constexpr ULONG kObjectLength = 256;

} /* namespace ww */
