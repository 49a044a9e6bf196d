/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Hash objects.
 */
#pragma once

#include "provider.hpp"

namespace ww {

/* States of Linux's hash. The second and third are those of an HMAC only. */
enum class State : u8 {
	now,
	inner,				/* when the key has been added, and no data */
	outer,				/* when the key has been added, and not yet the digest of the inner one */
};

/* A hash or an HMAC under way. Its memory is nonpaged. */
class Hashing {
public:
	Hashing() = default;
	Hashing(const Hashing &) = delete;
	Hashing &operator=(const Hashing &) = delete;

	/*
	 * Allocates the states, and begins; takes a count on the hash. @key is for an HMAC. 0, or an error
	 * of linux/crypto.h. end() follows in any case.
	 */
	s32 begin(const Use &use, const void *key, ULONG key_bytes);
	/* The same as a duplicate. */
	s32 begin(const Hashing &other);
	s32 add(const void *data, ULONG bytes);
	/* Stores the digest, and begins again. */
	s32 finish(void *digest);
	void end();

	const Algorithm &algorithm() const { return *algorithm_; }
	bool is_hmac() const { return is_hmac_; }

private:
	s32 allocate(const Algorithm &algorithm, SharedHash &hash, bool is_hmac);
	s32 take_key(const void *key, ULONG key_bytes);
	s32 begin_padded(State state, const UCHAR *key, UCHAR pad);
	s32 again();
	s32 copy(State to, const Hashing &other, State from);
	size_t bytes() const { return (is_hmac_ ? 3 : 1) * hash_->state_bytes; }
	void *state(State which) const { return states_ + static_cast<u32>(which) * hash_->state_bytes; }

	const Algorithm *algorithm_;
	SharedHash *hash_;
	UCHAR *states_;
	bool is_hmac_;
};

struct Hash : CryptoObject {
	Hashing hashing;
	void *provider;			/* the handle that it was made with */
	bool is_reusable;
	bool is_finished;
};

} /* namespace ww */
