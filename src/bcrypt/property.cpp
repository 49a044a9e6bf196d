/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Properties of providers, hash objects and keys.
 */
#include "hash.hpp"
#include "key.hpp"

#include "linux/crypto.h"

namespace ww {
namespace {

/* The object of a handle of any type, as its properties see it. */
struct Subject {
	const Algorithm *algorithm;
	Mode mode;			/* of a cipher */
	void *provider;			/* of a hash object or key: the handle it was made with */
	ULONG key_bits;			/* of a key */
	bool is_hmac;
};

/* A value, which is a number, a structure, a pointer or a text. */
struct Value {
	union {
		ULONG number;
		BCRYPT_KEY_LENGTHS_STRUCT lengths;
		void *pointer;
	};
	const void *data;		/* of it, or of the text */
	ULONG bytes;
};

bool is_cipher(const Subject &subject)
{
	return subject.algorithm->interface == Interface::cipher;
}

bool is_hash(const Subject &subject)
{
	return subject.algorithm->interface == Interface::hash;
}

bool put(Value &value, ULONG number)
{
	value.number = number;
	value.data = &value.number;
	value.bytes = sizeof(value.number);
	return true;
}

bool put_text(Value &value, const WCHAR *text)
{
	ULONG count = 1;

	for (const WCHAR *at = text; *at; at++)
		count++;
	value.data = text;
	value.bytes = count * static_cast<ULONG>(sizeof(WCHAR));
	return true;
}

bool put_lengths(Value &value, ULONG least, ULONG most, ULONG step)
{
	value.lengths = { least, most, step };
	value.data = &value.lengths;
	value.bytes = sizeof(value.lengths);
	return true;
}

bool put_provider(Value &value, const Subject &subject)
{
	value.pointer = subject.provider;
	value.data = &value.pointer;
	value.bytes = sizeof(value.pointer);
	return subject.provider;
}

ULONG interface_number(const Algorithm &algorithm)
{
	switch (algorithm.interface) {
	case Interface::cipher:
		return BCRYPT_CIPHER_INTERFACE;
	case Interface::hash:
		return BCRYPT_HASH_INTERFACE;
	default:
		return BCRYPT_RNG_INTERFACE;
	}
}

using Put = bool (*)(Value &value, const Subject &subject);

struct Property {
	const WCHAR *name;
	/* False: an object such as @subject does not have the property. */
	Put put;
};

constexpr ULONG kBits = 8;

constexpr Property kProperties[] = {
	{ BCRYPT_ALGORITHM_NAME, [](Value &value, const Subject &subject) {
		 return put_text(value, subject.algorithm->name);
	 } },
	{ BCRYPT_PRIMITIVE_TYPE, [](Value &value, const Subject &subject) {
		 return put(value, interface_number(*subject.algorithm));
	 } },
	{ BCRYPT_PROVIDER_HANDLE, put_provider },
	{ BCRYPT_OBJECT_LENGTH, [](Value &value, const Subject &subject) {
		 return (is_hash(subject) || is_cipher(subject)) && put(value, kObjectLength);
	 } },
	{ BCRYPT_HASH_LENGTH, [](Value &value, const Subject &subject) {
		 return is_hash(subject) && put(value, subject.algorithm->digest);
	 } },
	{ BCRYPT_HASH_BLOCK_LENGTH, [](Value &value, const Subject &subject) {
		 return is_hash(subject) && put(value, subject.algorithm->block);
	 } },
	{ BCRYPT_IS_KEYED_HASH, [](Value &value, const Subject &subject) {
		 return is_hash(subject) && put(value, subject.is_hmac);
	 } },
	{ BCRYPT_IS_REUSABLE_HASH, [](Value &value, const Subject &subject) {
		 return is_hash(subject) && put(value, TRUE);
	 } },
	{ BCRYPT_CHAINING_MODE, [](Value &value, const Subject &subject) {
		 return is_cipher(subject) && put_text(value, name_of(subject.mode));
	 } },
	{ BCRYPT_BLOCK_LENGTH, [](Value &value, const Subject &subject) {
		 return is_cipher(subject) && put(value, subject.algorithm->block);
	 } },
	{ BCRYPT_BLOCK_SIZE_LIST, [](Value &value, const Subject &subject) {
		 return is_cipher(subject) && put(value, subject.algorithm->block);
	 } },
	{ BCRYPT_KEY_LENGTHS, [](Value &value, const Subject &subject) {
		 const Algorithm &algorithm = *subject.algorithm;

		 return is_cipher(subject) &&
			put_lengths(value, algorithm.least_key * kBits, algorithm.most_key * kBits,
				    algorithm.key_step * kBits);
	 } },
	{ BCRYPT_KEY_LENGTH, [](Value &value, const Subject &subject) {
		 return subject.key_bits && put(value, subject.key_bits);
	 } },
	{ BCRYPT_KEY_STRENGTH, [](Value &value, const Subject &subject) {
		 return subject.key_bits && put(value, subject.key_bits);
	 } },
	{ BCRYPT_AUTH_TAG_LENGTH, [](Value &value, const Subject &subject) {
		 return is_cipher(subject) && subject.mode == Mode::gcm &&
			put_lengths(value, 12, WW_TAG_BYTES, 1);
	 } },
};

const Property *find_property(const WCHAR *name)
{
	for (const Property &each : kProperties) {
		if (same_text(each.name, name))
			return &each;
	}
	return nullptr;
}

Subject subject_of(const Provider &provider)
{
	return { provider.algorithm, provider.mode.load(), nullptr, 0, provider.is_hmac };
}

Subject subject_of(const Hash &hash)
{
	return { &hash.hashing.algorithm(), Mode::count, hash.provider, 0, hash.hashing.is_hmac() };
}

Subject subject_of(const Key &key)
{
	return { key.algorithm, key.mode.load(), key.provider, key.secret_bytes * kBits, false };
}

/* The subject of a handle of one type. False for another. The status says whether the IRQL is right. */
template <typename T>
bool is_subject(const ObjectType &type, CallSite call, void *handle, Subject &subject, NTSTATUS &status)
{
	const Held<T> held(type, handle);

	if (!held)
		return false;
	subject = subject_of(*held.get());
	status = irql_allows(call, handle, held->is_dispatch) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
	return true;
}

/* A pseudo handle is as the provider that it stands for. */
bool is_pseudo_subject(CallSite call, void *handle, Subject &subject, NTSTATUS &status)
{
	const Pseudo pseudo = pseudo_of(handle);

	if (!pseudo.algorithm)
		return false;
	subject = { pseudo.algorithm, pseudo.mode, nullptr, 0, pseudo.is_hmac };
	status = at_apc_or_below(call, handle) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
	return true;
}

NTSTATUS find_subject(CallSite call, void *handle, Subject &subject)
{
	NTSTATUS status = STATUS_SUCCESS;

	if (is_pseudo_subject(call, handle, subject, status) ||
	    is_subject<Provider>(provider_object_type, call, handle, subject, status) ||
	    is_subject<Hash>(hash_object_type, call, handle, subject, status) ||
	    is_subject<Key>(key_object_type, call, handle, subject, status))
		return status;
	return refuse_handle(call, "hObject", handle, "is no provider, hash object or key");
}

NTSTATUS get(CallSite call, const Subject &subject, const WCHAR *name, UCHAR *output, ULONG room,
	     ULONG *result)
{
	const Property *property = find_property(name);
	Value value{};

	if (!property || !property->put(value, subject))
		return refuse(call, nullptr, STATUS_NOT_SUPPORTED,
			      "pszProperty is none that hObject has here");
	*result = value.bytes;
	if (!output)
		return STATUS_SUCCESS;
	if (room < value.bytes)
		return refuse(call, nullptr, STATUS_BUFFER_TOO_SMALL,
			      "cbOutput is %u, and the value has %u bytes", room, value.bytes);
	__builtin_memcpy(output, value.data, value.bytes);
	return STATUS_SUCCESS;
}

/* ---- The mode, which can be set ----------------------------------------------------------- */

/* Whether a text within @bytes is terminated there. */
bool is_text(const UCHAR *text, ULONG bytes)
{
	const auto *units = reinterpret_cast<const WCHAR *>(text);

	for (ULONG i = 0; text && i < bytes / sizeof(WCHAR); i++) {
		if (!units[i])
			return true;
	}
	return false;
}

bool has_mode(const Algorithm &algorithm, Mode mode)
{
	const char *name = algorithm.interface == Interface::cipher && mode != Mode::count
				   ? algorithm.modes[static_cast<u32>(mode)]
				   : nullptr;

	return name && ww_cipher_exists(mode == Mode::gcm ? WW_CIPHER_TAGGED : WW_CIPHER_BLOCKS, name);
}

NTSTATUS refuse_mode(CallSite call)
{
	return refuse(call, nullptr, STATUS_NOT_SUPPORTED,
		      "pbInput is no mode that the algorithm has here");
}

NTSTATUS set_mode_of_key(CallSite call, Key &key, Mode mode)
{
	if (mode == Mode::count || !key.algorithm->modes[static_cast<u32>(mode)])
		return refuse_mode(call);

	const s32 error = key_set_mode(key, mode);

	return error == -WW_CRYPTO_ABSENT ? refuse_mode(call) : status_of(error);
}

NTSTATUS set_mode(CallSite call, void *handle, Mode mode)
{
	const Held<Provider> provider(provider_object_type, handle);

	if (provider) {
		if (!has_mode(*provider->algorithm, mode))
			return refuse_mode(call);
		provider->mode.store(mode);
		return STATUS_SUCCESS;
	}

	const Held<Key> key(key_object_type, handle);

	if (key)
		return set_mode_of_key(call, *key.get(), mode);
	return refuse(call, nullptr, STATUS_NOT_SUPPORTED,
		      "hObject is neither a provider nor a key, and has no mode that can be set");
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI BCryptGetProperty(BCRYPT_HANDLE hObject, LPCWSTR pszProperty, PUCHAR pbOutput,
				 ULONG cbOutput, ULONG *pcbResult, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;
	Subject subject{};

	if (!at_dispatch_or_below(call, hObject))
		return STATUS_UNSUCCESSFUL;
	if (const NTSTATUS status = find_subject(call, hObject, subject))
		return status;
	if (const char *missing = first_missing({ { pszProperty != nullptr, "pszProperty" },
						  { pcbResult != nullptr, "pcbResult" } }))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	if (dwFlags)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "dwFlags is not 0");
	return get(call, subject, pszProperty, pbOutput, cbOutput, pcbResult);
}

NTSTATUS NTAPI BCryptSetProperty(BCRYPT_HANDLE hObject, LPCWSTR pszProperty, PUCHAR pbInput,
				 ULONG cbInput, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;
	Subject subject{};

	if (!at_apc_or_below(call, hObject))
		return STATUS_UNSUCCESSFUL;
	if (const NTSTATUS status = find_subject(call, hObject, subject))
		return status;
	if (!pszProperty || dwFlags)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s",
			      pszProperty ? "dwFlags is not 0" : "pszProperty is NULL");
	if (!same_text(pszProperty, BCRYPT_CHAINING_MODE))
		return refuse(call, nullptr, STATUS_NOT_SUPPORTED,
			      "pszProperty is none that can be set here");
	if (!is_text(pbInput, cbInput))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "pbInput is no text that ends within cbInput");
	return set_mode(call, hObject, mode_of(reinterpret_cast<const WCHAR *>(pbInput)));
}

} /* extern "C" */
