/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Algorithm providers, pseudo handles, random numbers.
 */
#include "provider.hpp"

#include "linux/crypto.h"
#include "linux/memory.h"

namespace ww {
namespace {

constexpr Algorithm kMd5{ .name = BCRYPT_MD5_ALGORITHM, .interface = Interface::hash, .block = 64,
			  .hash = "md5", .digest = 16 };
constexpr Algorithm kSha1{ .name = BCRYPT_SHA1_ALGORITHM, .interface = Interface::hash, .block = 64,
			   .hash = "sha1", .digest = 20 };
constexpr Algorithm kSha256{ .name = BCRYPT_SHA256_ALGORITHM, .interface = Interface::hash,
			     .block = 64, .hash = "sha256", .digest = 32 };
constexpr Algorithm kSha384{ .name = BCRYPT_SHA384_ALGORITHM, .interface = Interface::hash,
			     .block = 128, .hash = "sha384", .digest = 48 };
constexpr Algorithm kSha512{ .name = BCRYPT_SHA512_ALGORITHM, .interface = Interface::hash,
			     .block = 128, .hash = "sha512", .digest = 64 };
constexpr Algorithm kAes{ .name = BCRYPT_AES_ALGORITHM, .interface = Interface::cipher, .block = 16,
			  .modes = { "ecb(aes)", "cbc(aes)", "gcm(aes)" },
			  .least_key = 16, .most_key = 32, .key_step = 8 };
constexpr Algorithm kTripleDes{ .name = BCRYPT_3DES_ALGORITHM, .interface = Interface::cipher,
				.block = 8, .modes = { "ecb(des3_ede)", "cbc(des3_ede)", nullptr },
				.least_key = 24, .most_key = 24, .key_step = 0 };
constexpr Algorithm kRandom{ .name = BCRYPT_RNG_ALGORITHM, .interface = Interface::random };

constexpr const Algorithm *kAlgorithms[] = {
	&kMd5, &kSha1, &kSha256, &kSha384, &kSha512, &kAes, &kTripleDes, &kRandom,
};

struct PseudoHandle {
	uintptr_t value;
	Pseudo stands_for;
};

/* The values are those of BCRYPT_*_ALG_HANDLE, which are casts to pointers. */
constexpr PseudoHandle kPseudoHandles[] = {
	{ 0x21, { &kMd5, Mode::count, false } },
	{ 0x31, { &kSha1, Mode::count, false } },
	{ 0x41, { &kSha256, Mode::count, false } },
	{ 0x51, { &kSha384, Mode::count, false } },
	{ 0x61, { &kSha512, Mode::count, false } },
	{ 0x81, { &kRandom, Mode::count, false } },
	{ 0x91, { &kMd5, Mode::count, true } },
	{ 0xa1, { &kSha1, Mode::count, true } },
	{ 0xb1, { &kSha256, Mode::count, true } },
	{ 0xc1, { &kSha384, Mode::count, true } },
	{ 0xd1, { &kSha512, Mode::count, true } },
	{ 0x141, { &kTripleDes, Mode::cbc, false } },
	{ 0x151, { &kTripleDes, Mode::ecb, false } },
	{ 0x1a1, { &kAes, Mode::cbc, false } },
	{ 0x1b1, { &kAes, Mode::ecb, false } },
	{ 0x1e1, { &kAes, Mode::gcm, false } },
};

const Algorithm *find_algorithm(const WCHAR *name)
{
	for (const Algorithm *each : kAlgorithms) {
		if (same_text(each->name, name))
			return each;
	}
	return nullptr;
}

/* The mode of new keys, if nothing else was chosen: as on Windows. */
constexpr Mode kFirstMode = Mode::cbc;

bool is_there(const Algorithm &algorithm)
{
	return algorithm.interface != Interface::cipher ||
	       ww_cipher_exists(WW_CIPHER_BLOCKS, algorithm.modes[static_cast<u32>(kFirstMode)]);
}

constexpr ULONG kOpenFlags =
	BCRYPT_PROV_DISPATCH | BCRYPT_ALG_HANDLE_HMAC_FLAG | BCRYPT_HASH_REUSABLE_FLAG;
constexpr ULONG kHashFlags = BCRYPT_ALG_HANDLE_HMAC_FLAG | BCRYPT_HASH_REUSABLE_FLAG;

/* Of BCryptOpenAlgorithmProvider: STATUS_SUCCESS, and the algorithm, if Linux has it. */
NTSTATUS choose(CallSite call, const WCHAR *name, const WCHAR *implementation, ULONG flags,
		const Algorithm **chosen)
{
	const Algorithm *algorithm;

	if (!name)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "pszAlgId is NULL");
	if (flags & ~kOpenFlags)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "dwFlags is 0x%x, which has an unknown bit", flags);
	if (implementation && !same_text(implementation, MS_PRIMITIVE_PROVIDER))
		return refuse(call, nullptr, STATUS_NOT_FOUND,
			      "pszImplementation is not MS_PRIMITIVE_PROVIDER");
	algorithm = find_algorithm(name);
	if (!algorithm)
		return refuse(call, nullptr, STATUS_NOT_FOUND,
			      "pszAlgId is no algorithm that there is here");
	if (flags & kHashFlags && algorithm->interface != Interface::hash)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "dwFlags is 0x%x, and the algorithm is no hash", flags);
	*chosen = algorithm;
	return STATUS_SUCCESS;
}

NTSTATUS refuse_absent(CallSite call)
{
	return refuse(call, nullptr, STATUS_NOT_FOUND,
		      "pszAlgId is an algorithm that this kernel lacks, or the module for it");
}

void destroy_provider(void *body)
{
	shared_hash_put(static_cast<Provider *>(body)->hash);
}

NTSTATUS open(CallSite call, const Algorithm &algorithm, ULONG flags, BCRYPT_ALG_HANDLE *opened)
{
	SharedHash *hash = nullptr;
	const s32 error = algorithm.hash ? shared_hash_open(algorithm.hash, &hash) : 0;

	if (error == -WW_CRYPTO_ABSENT || !is_there(algorithm))
		return refuse_absent(call);
	if (error)
		return status_of(error);

	auto *provider = crypto_object<Provider>(provider_object_type, call,
						 flags & BCRYPT_PROV_DISPATCH);

	if (!provider) {
		shared_hash_put(hash);
		return STATUS_NO_MEMORY;
	}
	provider->algorithm = &algorithm;
	provider->hash = hash;
	provider->mode.store(kFirstMode);
	provider->is_hmac = flags & BCRYPT_ALG_HANDLE_HMAC_FLAG;
	provider->is_reusable = flags & BCRYPT_HASH_REUSABLE_FLAG;
	*opened = provider;
	return STATUS_SUCCESS;
}

const char *name_of(Interface interface)
{
	switch (interface) {
	case Interface::cipher:
		return "is no provider of a cipher";
	case Interface::hash:
		return "is no provider of a hash";
	default:
		return "is no provider of random numbers";
	}
}

constexpr ULONG kRandomFlags = BCRYPT_RNG_USE_ENTROPY_IN_BUFFER | BCRYPT_USE_SYSTEM_PREFERRED_RNG;

/* Of BCryptGenRandom. */
NTSTATUS check_generator(CallSite call, BCRYPT_ALG_HANDLE handle, ULONG flags)
{
	Use use;

	if (!(flags & BCRYPT_USE_SYSTEM_PREFERRED_RNG))
		return use.of(call, handle, Interface::random);
	if (handle)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "hAlgorithm is not NULL, and dwFlags has BCRYPT_USE_SYSTEM_PREFERRED_RNG");
	return at_passive(call, nullptr) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

} /* namespace */

constinit const ObjectType provider_object_type = { .name = "algorithm provider",
						    .destroy = destroy_provider,
						    .ended_by = "BCryptCloseAlgorithmProvider" };

NTSTATUS refuse_handle(CallSite call, const char *name, const void *handle, const char *what)
{
	return refuse(call, nullptr, STATUS_INVALID_HANDLE, "%s %s %s", name, Shown(handle).text, what);
}

NTSTATUS status_of(s32 error)
{
	switch (error) {
	case 0:
		return STATUS_SUCCESS;
	case -WW_CRYPTO_ABSENT:
		return STATUS_NOT_FOUND;
	case -WW_CRYPTO_NO_MEMORY:
		return STATUS_NO_MEMORY;
	case -WW_CRYPTO_BAD_TAG:
		return STATUS_AUTH_TAG_MISMATCH;
	default:
		return STATUS_UNSUCCESSFUL;
	}
}

NTSTATUS check_object_memory(CallSite call, const char *name, const void *memory, ULONG bytes,
			     ULONG needed)
{
	if (!memory && bytes)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "%s is NULL, and its size is %u", name, bytes);
	if (memory && bytes < needed)
		return refuse(call, nullptr, STATUS_BUFFER_TOO_SMALL,
			      "%s has %u bytes, and BCRYPT_OBJECT_LENGTH is %u", name, bytes, needed);
	return STATUS_SUCCESS;
}

Pseudo pseudo_of(const void *handle)
{
	for (const PseudoHandle &each : kPseudoHandles) {
		if (each.value == address_of(handle))
			return each.stands_for;
	}
	return { nullptr, Mode::count, false };
}

const WCHAR *name_of(Mode mode)
{
	constexpr const WCHAR *names[kModes] = { BCRYPT_CHAIN_MODE_ECB, BCRYPT_CHAIN_MODE_CBC,
						 BCRYPT_CHAIN_MODE_GCM };

	return mode == Mode::count ? BCRYPT_CHAIN_MODE_NA : names[static_cast<u32>(mode)];
}

Mode mode_of(const WCHAR *name)
{
	u32 mode = 0;

	while (mode < kModes && !same_text(name_of(static_cast<Mode>(mode)), name))
		mode++;
	return static_cast<Mode>(mode);
}

s32 shared_hash_open(const char *name, SharedHash **opened)
{
	auto *shared = static_cast<SharedHash *>(ww_zalloc_sleeping(sizeof(SharedHash)));

	if (!shared)
		return -WW_CRYPTO_NO_MEMORY;
	if (const s32 error = ww_hash_open(name, &shared->hash)) {
		ww_free(shared);
		return error;
	}
	shared->count.store(1);
	shared->state_bytes = ww_hash_state_bytes(shared->hash);
	*opened = shared;
	return 0;
}

void shared_hash_get(SharedHash &shared)
{
	shared.count.fetch_add(1);
}

void shared_hash_put(SharedHash *shared)
{
	if (!shared || shared->count.fetch_sub(1) != 1)
		return;
	ww_hash_close(shared->hash);
	ww_free(shared);
}

void Use::of_provider(const Provider &provider)
{
	algorithm = provider.algorithm;
	hash = provider.hash;
	if (hash)
		shared_hash_get(*hash);
	mode = provider.mode.load();
	is_hmac = provider.is_hmac;
	is_reusable = provider.is_reusable;
	is_dispatch = provider.is_dispatch;
}

/* The IRQL was checked: what follows sleeps. */
NTSTATUS Use::of_pseudo(CallSite call, const Pseudo &pseudo)
{
	algorithm = pseudo.algorithm;
	mode = pseudo.mode;
	is_hmac = pseudo.is_hmac;

	const s32 error = algorithm->hash ? shared_hash_open(algorithm->hash, &hash) : 0;

	return error == -WW_CRYPTO_ABSENT ? refuse_absent(call) : status_of(error);
}

NTSTATUS Use::of(CallSite call, void *handle, Interface interface)
{
	if (!at_dispatch_or_below(call, handle))
		return STATUS_UNSUCCESSFUL;
	if (const Pseudo pseudo = pseudo_of(handle); pseudo.algorithm) {
		if (pseudo.algorithm->interface != interface)
			return refuse(call, nullptr, STATUS_NOT_SUPPORTED, "hAlgorithm %s",
				      name_of(interface));
		if (!at_apc_or_below(call, handle))
			return STATUS_UNSUCCESSFUL;
		return of_pseudo(call, pseudo);
	}

	const Held<Provider> provider(provider_object_type, handle);

	if (!provider)
		return refuse_handle(call, "hAlgorithm", handle, "is no open provider");
	if (!irql_allows(call, handle, provider->is_dispatch))
		return STATUS_UNSUCCESSFUL;
	if (provider->algorithm->interface != interface)
		return refuse(call, nullptr, STATUS_NOT_SUPPORTED, "hAlgorithm %s", name_of(interface));
	of_provider(*provider.get());
	return STATUS_SUCCESS;
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI BCryptOpenAlgorithmProvider(BCRYPT_ALG_HANDLE *phAlgorithm, LPCWSTR pszAlgId,
					   LPCWSTR pszImplementation, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;
	const Algorithm *algorithm = nullptr;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!phAlgorithm)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "phAlgorithm is NULL");
	*phAlgorithm = nullptr;

	const NTSTATUS status = choose(call, pszAlgId, pszImplementation, dwFlags, &algorithm);

	return status ? status : open(call, *algorithm, dwFlags, phAlgorithm);
}

NTSTATUS NTAPI BCryptCloseAlgorithmProvider(BCRYPT_ALG_HANDLE hAlgorithm, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, hAlgorithm))
		return STATUS_UNSUCCESSFUL;
	if (dwFlags)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "dwFlags is not 0");

	Held<Provider> provider(provider_object_type, hAlgorithm);

	if (!provider || !provider.end())
		return refuse_handle(call, "hAlgorithm", hAlgorithm, "is no open provider");
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI BCryptGenRandom(BCRYPT_ALG_HANDLE hAlgorithm, PUCHAR pbBuffer, ULONG cbBuffer,
			       ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;

	if (dwFlags & ~kRandomFlags)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "dwFlags is 0x%x, which has an unknown bit", dwFlags);
	if (const NTSTATUS status = check_generator(call, hAlgorithm, dwFlags))
		return status;
	if (!pbBuffer && cbBuffer)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "pbBuffer is NULL");
	ww_random(pbBuffer, cbBuffer, may_sleep_here());
	return STATUS_SUCCESS;
}

} /* extern "C" */
