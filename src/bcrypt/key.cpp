/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keys, and what they encrypt and decrypt.
 */
#include "key.hpp"

#include "linux/crypto.h"

namespace ww {

s32 key_set_mode(Key &key, Mode mode)
{
	const u32 index = static_cast<u32>(mode);
	ww_cipher *cipher = nullptr, *former = nullptr;

	if (!key.ciphers[index].load()) {
		const s32 error = ww_cipher_open(mode == Mode::gcm ? WW_CIPHER_TAGGED : WW_CIPHER_BLOCKS,
						 key.algorithm->modes[index], key.secret,
						 key.secret_bytes, &cipher);

		if (error)
			return error;
		if (!key.ciphers[index].compare_exchange(former, cipher))
			ww_cipher_close(cipher);
	}
	key.mode.store(mode);
	return 0;
}

namespace {

/* ---- Keys ------------------------------------------------------------------------------- */

void destroy_key(void *body)
{
	auto *key = static_cast<Key *>(body);

	for (Atomic<ww_cipher *> &each : key->ciphers) {
		if (ww_cipher *cipher = each.load())
			ww_cipher_close(cipher);
	}
	wipe(key->secret, sizeof(key->secret));
}

/* The bytes that the algorithm takes of a secret: what exceeds a key is ignored. 0: too few. */
ULONG key_bytes_of(const Algorithm &algorithm, ULONG bytes)
{
	if (bytes < algorithm.least_key)
		return 0;
	if (bytes >= algorithm.most_key)
		return algorithm.most_key;
	return bytes - (bytes - algorithm.least_key) % algorithm.key_step;
}

/* What a key is made of. */
struct Origin {
	const Algorithm &algorithm;
	void *provider;
	Mode mode;
	bool is_dispatch;
	const UCHAR *secret;
	ULONG secret_bytes;		/* of the key */
};

NTSTATUS create(CallSite call, const Origin &origin, BCRYPT_KEY_HANDLE *created)
{
	auto *key = crypto_object<Key>(key_object_type, call, origin.is_dispatch);

	if (!key)
		return STATUS_NO_MEMORY;
	key->algorithm = &origin.algorithm;
	key->provider = origin.provider;
	key->secret_bytes = origin.secret_bytes;
	__builtin_memcpy(key->secret, origin.secret, origin.secret_bytes);
	if (const s32 error = key_set_mode(*key, origin.mode)) {
		object_dereference(key);
		return error == -WW_CRYPTO_ABSENT
			       ? refuse(call, nullptr, STATUS_NOT_SUPPORTED,
					"this kernel lacks the cipher in the mode of hAlgorithm")
			       : status_of(error);
	}
	*created = key;
	return STATUS_SUCCESS;
}

/* Of a new key's memory and flags. */
NTSTATUS check_new(CallSite call, const void *handle, const void *memory, ULONG bytes, ULONG flags)
{
	if (!handle)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "phKey is NULL");
	if (flags)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "dwFlags is 0x%x, and not 0", flags);
	return check_object_memory(call, "pbKeyObject", memory, bytes, kObjectLength);
}

NTSTATUS create_from_secret(CallSite call, const Use &use, void *provider, const UCHAR *secret,
			    ULONG bytes, BCRYPT_KEY_HANDLE *created)
{
	const ULONG key_bytes = key_bytes_of(*use.algorithm, bytes);

	if (!secret || !key_bytes)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "the secret has %u bytes, and the shortest key has %u", secret ? bytes : 0,
			      use.algorithm->least_key);
	return create(call, { *use.algorithm, provider, use.mode, use.is_dispatch, secret, key_bytes },
		      created);
}

/* A key that a driver's call uses. */
class KeyUse : public Held<Key> {
public:
	explicit KeyUse(BCRYPT_KEY_HANDLE handle) : Held(key_object_type, handle) {}

	/* STATUS_SUCCESS if the key is there, and the IRQL is right. */
	NTSTATUS check(CallSite call, BCRYPT_KEY_HANDLE handle)
	{
		if (!*this)
			return refuse_handle(call, "hKey", handle, "is no key");
		return irql_allows(call, handle, get()->is_dispatch) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
	}
};

/* ---- Blobs ------------------------------------------------------------------------------ */

NTSTATUS check_blob_type(CallSite call, BCRYPT_KEY_HANDLE wrapping, const WCHAR *type)
{
	if (!type)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "pszBlobType is NULL");
	if (!same_text(type, BCRYPT_KEY_DATA_BLOB))
		return refuse(call, nullptr, STATUS_NOT_SUPPORTED,
			      "pszBlobType is not BCRYPT_KEY_DATA_BLOB");
	if (wrapping)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "a BCRYPT_KEY_DATA_BLOB is not wrapped with a key");
	return STATUS_SUCCESS;
}

NTSTATUS check_blob(CallSite call, const UCHAR *blob, ULONG bytes)
{
	BCRYPT_KEY_DATA_BLOB_HEADER header;

	if (!blob || bytes < sizeof(header))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "pbInput has %u bytes, and its header has %zu", blob ? bytes : 0,
			      sizeof(header));
	__builtin_memcpy(&header, blob, sizeof(header));
	if (header.dwMagic != BCRYPT_KEY_DATA_BLOB_MAGIC ||
	    header.dwVersion != BCRYPT_KEY_DATA_BLOB_VERSION1)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "dwMagic or dwVersion of pbInput is not that of a BCRYPT_KEY_DATA_BLOB");
	if (header.cbKeyData != bytes - sizeof(header))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "cbKeyData is %u, and pbInput has %zu bytes behind its header",
			      header.cbKeyData, bytes - sizeof(header));
	return STATUS_SUCCESS;
}

void write_blob(const Key &key, UCHAR *blob)
{
	const BCRYPT_KEY_DATA_BLOB_HEADER header{ BCRYPT_KEY_DATA_BLOB_MAGIC,
						  BCRYPT_KEY_DATA_BLOB_VERSION1, key.secret_bytes };

	__builtin_memcpy(blob, &header, sizeof(header));
	__builtin_memcpy(blob + sizeof(header), key.secret, key.secret_bytes);
}

/* ---- Encryption ------------------------------------------------------------------------- */

/* The arguments of BCryptEncrypt and BCryptDecrypt. */
struct Text {
	CallSite call;
	const UCHAR *in;
	ULONG in_bytes;
	const void *info;
	UCHAR *iv;
	ULONG iv_bytes;
	UCHAR *out;
	ULONG out_bytes;
	ULONG *result;
	bool pad;
	bool decrypt;
};

NTSTATUS refuse_small(const Text &text, ULONG needed)
{
	return refuse(text.call, nullptr, STATUS_BUFFER_TOO_SMALL,
		      "cbOutput is %u, and the result has %u bytes", text.out_bytes, needed);
}

/* What does not depend on the mode. */
NTSTATUS check_text(const Text &text, ULONG flags)
{
	if (!text.result)
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER, "pcbResult is NULL");
	if (flags & ~ULONG(BCRYPT_BLOCK_PADDING))
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER,
			      "dwFlags is 0x%x, which has an unknown bit", flags);
	if (!text.in && text.in_bytes)
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER,
			      "pbInput is NULL, and cbInput is %u", text.in_bytes);
	return STATUS_SUCCESS;
}

/* ---- Blocks ----------------------------------------------------------------------------- */

NTSTATUS check_blocks(const Text &text, const Algorithm &algorithm, Mode mode)
{
	if (!text.in && !text.out)
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER,
			      "pbInput and pbOutput are NULL");
	if (text.info)
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER,
			      "pPaddingInfo is not NULL, and the mode has no tag");
	if (mode == Mode::cbc && text.iv && text.iv_bytes != algorithm.block)
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER,
			      "cbIV is %u, and the block has %u bytes", text.iv_bytes, algorithm.block);
	if (text.in_bytes % algorithm.block && (text.decrypt || !text.pad))
		return refuse(text.call, nullptr, STATUS_INVALID_BUFFER_SIZE,
			      "cbInput is %u, which is no multiple of %u", text.in_bytes, algorithm.block);
	if (text.decrypt && text.pad && !text.in_bytes)
		return refuse(text.call, nullptr, STATUS_INVALID_BUFFER_SIZE,
			      "cbInput is 0, and padded data has a block at least");
	if (text.pad && text.in_bytes > MAXULONG - algorithm.block)
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER,
			      "cbInput is %u, which leaves no room for the padding", text.in_bytes);
	return STATUS_SUCCESS;
}

/* One call's cipher and vector. */
struct Blocks {
	ww_cipher *cipher;
	ULONG block;
	bool decrypt;
	bool has_vector;
	UCHAR vector[kMostBlock];
};

s32 crypt(Blocks &blocks, const void *in, void *out, ULONG bytes)
{
	const struct ww_blocks request = { .in = in, .out = out, .bytes = bytes,
					   .iv = blocks.has_vector ? blocks.vector : nullptr,
					   .block = blocks.block, .decrypt = blocks.decrypt,
					   .may_sleep = may_sleep_here() };

	return bytes ? ww_cipher_blocks(blocks.cipher, &request) : 0;
}

/* The last block is filled up with bytes that have the value of their number: PKCS #7. */
NTSTATUS encrypt_padded(const Text &text, Blocks &blocks)
{
	const ULONG rest = text.in_bytes % blocks.block;
	const ULONG whole = text.in_bytes - rest;
	UCHAR last[kMostBlock];

	if (rest)
		__builtin_memcpy(last, text.in + whole, rest);
	__builtin_memset(last + rest, static_cast<int>(blocks.block - rest), blocks.block - rest);

	s32 error = crypt(blocks, text.in, text.out, whole);

	if (!error)
		error = crypt(blocks, last, text.out + whole, blocks.block);
	wipe(last, sizeof(last));
	return status_of(error);
}

/* The bytes of the padding at the end of a block; 0 if there is none. */
ULONG padding_of(const UCHAR *last, ULONG block)
{
	const ULONG padding = last[block - 1];
	ULONG wrong = !padding || padding > block;

	for (ULONG i = 0; i < block; i++)
		wrong |= i < padding && last[block - 1 - i] != padding;
	return wrong ? 0 : padding;
}

/* Decrypts the last block, which says how long the text is. Its vector is the block before. */
s32 decrypt_last(const Text &text, const Blocks &blocks, UCHAR *last)
{
	const ULONG before = text.in_bytes - blocks.block;
	Blocks apart = blocks;

	if (before)
		__builtin_memcpy(apart.vector, text.in + before - blocks.block, blocks.block);
	return crypt(apart, text.in + before, last, blocks.block);
}

NTSTATUS decrypt_rest(const Text &text, Blocks &blocks, const UCHAR *last, ULONG bytes)
{
	const ULONG before = text.in_bytes - blocks.block;
	UCHAR next[kMostBlock];

	if (text.out_bytes < bytes)
		return refuse_small(text, bytes);
	/* The output may be in the place of the input. */
	__builtin_memcpy(next, text.in + before, blocks.block);

	const s32 error = crypt(blocks, text.in, text.out, before);

	if (!error) {
		__builtin_memcpy(text.out + before, last, bytes - before);
		__builtin_memcpy(blocks.vector, next, blocks.block);
	}
	return status_of(error);
}

NTSTATUS decrypt_padded(const Text &text, Blocks &blocks)
{
	UCHAR last[kMostBlock];
	NTSTATUS status = status_of(decrypt_last(text, blocks, last));

	if (!status) {
		const ULONG padding = padding_of(last, blocks.block);

		*text.result = text.in_bytes - padding;
		status = padding ? decrypt_rest(text, blocks, last, *text.result) : STATUS_DATA_ERROR;
	}
	wipe(last, sizeof(last));
	return status;
}

NTSTATUS crypt_blocks(const Text &text, Blocks &blocks)
{
	if (text.pad)
		return text.decrypt ? decrypt_padded(text, blocks) : encrypt_padded(text, blocks);
	return status_of(crypt(blocks, text.in, text.out, text.in_bytes));
}

NTSTATUS run_blocks(const Text &text, const Key &key, Mode mode)
{
	const Algorithm &algorithm = *key.algorithm;
	Blocks blocks{ key.ciphers[static_cast<u32>(mode)].load(), algorithm.block, text.decrypt,
		       mode == Mode::cbc, {} };

	if (const NTSTATUS status = check_blocks(text, algorithm, mode))
		return status;
	*text.result = text.pad && !text.decrypt
			       ? text.in_bytes - text.in_bytes % algorithm.block + algorithm.block
			       : text.in_bytes;
	if (!text.out)
		return STATUS_SUCCESS;
	if (text.out_bytes < *text.result && !(text.pad && text.decrypt))
		return refuse_small(text, *text.result);
	if (blocks.has_vector && text.iv)
		__builtin_memcpy(blocks.vector, text.iv, algorithm.block);

	const NTSTATUS status = crypt_blocks(text, blocks);

	if (!status && blocks.has_vector && text.iv)
		__builtin_memcpy(text.iv, blocks.vector, algorithm.block);
	return status;
}

/* ---- Texts with a tag ------------------------------------------------------------------- */

using TagInfo = BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO;

constexpr ULONG kShortestTag = 12;

/* Returns the field that is wrong, or null. */
const char *wrong_field(const TagInfo &info)
{
	if (info.cbSize != sizeof(info))
		return "cbSize is not the structure's";
	if (info.dwInfoVersion != BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO_VERSION)
		return "dwInfoVersion is unknown";
	if (!info.pbNonce || info.cbNonce != WW_NONCE_BYTES)
		return "pbNonce does not have 12 bytes";
	if (!info.pbTag || info.cbTag < kShortestTag || info.cbTag > WW_TAG_BYTES)
		return "pbTag does not have 12 to 16 bytes";
	if (!info.pbAuthData && info.cbAuthData)
		return "pbAuthData is NULL, and cbAuthData is not 0";
	return nullptr;
}

NTSTATUS check_tagged(const Text &text)
{
	if (text.pad)
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER,
			      "BCRYPT_BLOCK_PADDING is not for a mode with a tag");
	if (!text.info)
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER,
			      "pPaddingInfo is NULL, and the mode has a tag");

	const auto &info = *static_cast<const TagInfo *>(text.info);

	if (const char *wrong = wrong_field(info))
		return refuse(text.call, nullptr, STATUS_INVALID_PARAMETER, "%s", wrong);
	if (info.dwFlags)
		return refuse(text.call, nullptr, STATUS_NOT_SUPPORTED,
			      "dwFlags of the mode's info is 0x%x: calls cannot be chained here",
			      info.dwFlags);
	return STATUS_SUCCESS;
}

NTSTATUS run_tagged(const Text &text, const Key &key)
{
	if (const NTSTATUS status = check_tagged(text))
		return status;
	*text.result = text.in_bytes;
	if (!text.out && text.in)
		return STATUS_SUCCESS;
	if (text.out && text.out_bytes < text.in_bytes)
		return refuse_small(text, text.in_bytes);

	const auto &info = *static_cast<const TagInfo *>(text.info);
	const struct ww_tagged request = { .nonce = info.pbNonce, .extra = info.pbAuthData,
					   .extra_bytes = info.cbAuthData, .in = text.in,
					   .out = text.out, .bytes = text.in_bytes, .tag = info.pbTag,
					   .tag_bytes = info.cbTag, .decrypt = text.decrypt,
					   .may_sleep = may_sleep_here() };

	return status_of(ww_cipher_tagged(key.ciphers[static_cast<u32>(Mode::gcm)].load(), &request));
}

NTSTATUS run(const Text &text, BCRYPT_KEY_HANDLE handle, ULONG flags)
{
	if (!at_dispatch_or_below(text.call, handle))
		return STATUS_UNSUCCESSFUL;

	KeyUse key(handle);
	NTSTATUS status = key.check(text.call, handle);

	if (!status)
		status = check_text(text, flags);
	if (status)
		return status;

	const Mode mode = key->mode.load();

	return mode == Mode::gcm ? run_tagged(text, *key.get()) : run_blocks(text, *key.get(), mode);
}

} /* namespace */

constinit const ObjectType key_object_type = { .name = "key", .destroy = destroy_key,
					       .ended_by = "BCryptDestroyKey" };

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI BCryptGenerateSymmetricKey(BCRYPT_ALG_HANDLE hAlgorithm, BCRYPT_KEY_HANDLE *phKey,
					  PUCHAR pbKeyObject, ULONG cbKeyObject, PUCHAR pbSecret,
					  ULONG cbSecret, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;
	Use use;

	if (!at_apc_or_below(call, hAlgorithm))
		return STATUS_UNSUCCESSFUL;

	NTSTATUS status = use.of(call, hAlgorithm, Interface::cipher);

	if (!status)
		status = check_new(call, phKey, pbKeyObject, cbKeyObject, dwFlags);
	return status ? status : create_from_secret(call, use, hAlgorithm, pbSecret, cbSecret, phKey);
}

NTSTATUS NTAPI BCryptImportKey(BCRYPT_ALG_HANDLE hAlgorithm, BCRYPT_KEY_HANDLE hImportKey,
			       LPCWSTR pszBlobType, BCRYPT_KEY_HANDLE *phKey, PUCHAR pbKeyObject,
			       ULONG cbKeyObject, PUCHAR pbInput, ULONG cbInput, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;
	Use use;

	if (!at_apc_or_below(call, hAlgorithm))
		return STATUS_UNSUCCESSFUL;

	NTSTATUS status = use.of(call, hAlgorithm, Interface::cipher);

	if (!status)
		status = check_new(call, phKey, pbKeyObject, cbKeyObject, dwFlags);
	if (!status)
		status = check_blob_type(call, hImportKey, pszBlobType);
	if (!status)
		status = check_blob(call, pbInput, cbInput);
	if (status)
		return status;
	return create_from_secret(call, use, hAlgorithm, pbInput + sizeof(BCRYPT_KEY_DATA_BLOB_HEADER),
				  cbInput - sizeof(BCRYPT_KEY_DATA_BLOB_HEADER), phKey);
}

NTSTATUS NTAPI BCryptDuplicateKey(BCRYPT_KEY_HANDLE hKey, BCRYPT_KEY_HANDLE *phNewKey,
				  PUCHAR pbKeyObject, ULONG cbKeyObject, ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, hKey))
		return STATUS_UNSUCCESSFUL;

	KeyUse key(hKey);
	NTSTATUS status = key.check(call, hKey);

	if (!status)
		status = check_new(call, phNewKey, pbKeyObject, cbKeyObject, dwFlags);
	if (status)
		return status;
	return create(call, { *key->algorithm, key->provider, key->mode.load(), key->is_dispatch,
			      key->secret, key->secret_bytes }, phNewKey);
}

NTSTATUS NTAPI BCryptExportKey(BCRYPT_KEY_HANDLE hKey, BCRYPT_KEY_HANDLE hExportKey,
			       LPCWSTR pszBlobType, PUCHAR pbOutput, ULONG cbOutput, ULONG *pcbResult,
			       ULONG dwFlags)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, hKey))
		return STATUS_UNSUCCESSFUL;

	KeyUse key(hKey);
	NTSTATUS status = key.check(call, hKey);

	if (!status && (!pcbResult || dwFlags))
		status = refuse(call, nullptr, STATUS_INVALID_PARAMETER,
				pcbResult ? "dwFlags is not 0" : "pcbResult is NULL");
	if (!status)
		status = check_blob_type(call, hExportKey, pszBlobType);
	if (status)
		return status;
	*pcbResult = static_cast<ULONG>(sizeof(BCRYPT_KEY_DATA_BLOB_HEADER)) + key->secret_bytes;
	if (!pbOutput)
		return STATUS_SUCCESS;
	if (cbOutput < *pcbResult)
		return refuse(call, nullptr, STATUS_BUFFER_TOO_SMALL,
			      "cbOutput is %u, and the blob has %u bytes", cbOutput, *pcbResult);
	write_blob(*key.get(), pbOutput);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI BCryptDestroyKey(BCRYPT_KEY_HANDLE hKey)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, hKey))
		return STATUS_UNSUCCESSFUL;

	KeyUse key(hKey);

	if (const NTSTATUS status = key.check(call, hKey))
		return status;
	return key.end() ? STATUS_SUCCESS : refuse_handle(call, "hKey", hKey, "is no key");
}

NTSTATUS NTAPI BCryptEncrypt(BCRYPT_KEY_HANDLE hKey, PUCHAR pbInput, ULONG cbInput, VOID *pPaddingInfo,
			     PUCHAR pbIV, ULONG cbIV, PUCHAR pbOutput, ULONG cbOutput, ULONG *pcbResult,
			     ULONG dwFlags)
{
	return run({ WW_CALL_SITE, pbInput, cbInput, pPaddingInfo, pbIV, cbIV, pbOutput, cbOutput,
		     pcbResult, (dwFlags & BCRYPT_BLOCK_PADDING) != 0, false },
		   hKey, dwFlags);
}

NTSTATUS NTAPI BCryptDecrypt(BCRYPT_KEY_HANDLE hKey, PUCHAR pbInput, ULONG cbInput, VOID *pPaddingInfo,
			     PUCHAR pbIV, ULONG cbIV, PUCHAR pbOutput, ULONG cbOutput, ULONG *pcbResult,
			     ULONG dwFlags)
{
	return run({ WW_CALL_SITE, pbInput, cbInput, pPaddingInfo, pbIV, cbIV, pbOutput, cbOutput,
		     pcbResult, (dwFlags & BCRYPT_BLOCK_PADDING) != 0, true },
		   hKey, dwFlags);
}

} /* extern "C" */
