/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Algorithm providers, their properties, random numbers.
 *
 * The algorithms are Linux's: MD5, SHA1, SHA256, SHA384 and SHA512, also as HMAC; AES and 3DES; RNG. A kernel
 * may lack some of them, or have them as modules, which WinWork has loaded.
 */
#ifndef WINWORK_BCRYPT_PROVIDER_H
#define WINWORK_BCRYPT_PROVIDER_H

#include "definitions.h"

EXTERN_C_START

/**
 * BCryptOpenAlgorithmProvider - open a provider of an algorithm
 * @phAlgorithm: receives the handle, which BCryptCloseAlgorithmProvider closes; NULL after a failure
 * @pszAlgId: BCRYPT_*_ALGORITHM
 * @pszImplementation: NULL, or MS_PRIMITIVE_PROVIDER
 * @dwFlags: 0, or any of BCRYPT_ALG_HANDLE_HMAC_FLAG, BCRYPT_HASH_REUSABLE_FLAG and BCRYPT_PROV_DISPATCH
 *
 * Keys of a cipher have the mode BCRYPT_CHAIN_MODE_CBC, unless BCryptSetProperty chooses another one.
 *
 * Here: the provider may be closed before its hash objects and keys are destroyed, also with
 * BCRYPT_PROV_DISPATCH.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_FOUND for an algorithm or implementation that is not there, in WinWork
 *	or in this kernel; STATUS_INVALID_PARAMETER; STATUS_NO_MEMORY; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptOpenAlgorithmProvider
 */
NTSTATUS NTAPI BCryptOpenAlgorithmProvider(_Out_ BCRYPT_ALG_HANDLE *phAlgorithm, _In_z_ LPCWSTR pszAlgId,
					   _In_opt_z_ LPCWSTR pszImplementation, _In_ ULONG dwFlags);

/**
 * BCryptCloseAlgorithmProvider - close a provider
 * @hAlgorithm: a handle of BCryptOpenAlgorithmProvider
 * @dwFlags: 0
 *
 * IRQL: PASSIVE_LEVEL on Windows; <= APC_LEVEL here.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_INVALID_PARAMETER; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptCloseAlgorithmProvider
 */
NTSTATUS NTAPI BCryptCloseAlgorithmProvider(_In_ BCRYPT_ALG_HANDLE hAlgorithm, _In_ ULONG dwFlags);

/**
 * BCryptGetProperty - get a property of a provider, hash object or key
 * @hObject: its handle, or a pseudo handle
 * @pszProperty: its name
 * @pbOutput: receives the value; NULL to ask for its size
 * @cbOutput: the bytes of @pbOutput
 * @pcbResult: receives the bytes of the value
 * @dwFlags: 0
 *
 * Of all: BCRYPT_ALGORITHM_NAME and BCRYPT_PRIMITIVE_TYPE. Of hashes: BCRYPT_OBJECT_LENGTH, BCRYPT_HASH_LENGTH,
 * BCRYPT_HASH_BLOCK_LENGTH, BCRYPT_IS_KEYED_HASH, BCRYPT_IS_REUSABLE_HASH. Of ciphers: BCRYPT_OBJECT_LENGTH,
 * BCRYPT_CHAINING_MODE, BCRYPT_BLOCK_LENGTH, BCRYPT_BLOCK_SIZE_LIST, BCRYPT_KEY_LENGTHS, and in GCM
 * BCRYPT_AUTH_TAG_LENGTH. Of keys also BCRYPT_KEY_LENGTH and BCRYPT_KEY_STRENGTH. Of hash objects and keys:
 * BCRYPT_PROVIDER_HANDLE.
 *
 * IRQL: <= DISPATCH_LEVEL with a handle that comes from a provider with BCRYPT_PROV_DISPATCH; otherwise
 *	PASSIVE_LEVEL on Windows, <= APC_LEVEL here.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_NOT_SUPPORTED for another property;
 *	STATUS_INVALID_HANDLE; STATUS_INVALID_PARAMETER; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptGetProperty
 */
NTSTATUS NTAPI BCryptGetProperty(_In_ BCRYPT_HANDLE hObject, _In_z_ LPCWSTR pszProperty,
				 _Out_writes_bytes_to_opt_(cbOutput, *pcbResult) PUCHAR pbOutput,
				 _In_ ULONG cbOutput, _Out_ ULONG *pcbResult, _In_ ULONG dwFlags);

/**
 * BCryptSetProperty - choose the mode of a cipher
 * @hObject: a provider, for its keys to come; or a key
 * @pszProperty: BCRYPT_CHAINING_MODE
 * @pbInput: BCRYPT_CHAIN_MODE_CBC, BCRYPT_CHAIN_MODE_ECB or BCRYPT_CHAIN_MODE_GCM
 * @cbInput: its bytes, with the null
 * @dwFlags: 0
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; <= APC_LEVEL here, as Linux prepares the cipher.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED for another property or mode, or one that this kernel lacks;
 *	STATUS_NO_MEMORY; STATUS_INVALID_HANDLE; STATUS_INVALID_PARAMETER; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptSetProperty
 */
NTSTATUS NTAPI BCryptSetProperty(_In_ BCRYPT_HANDLE hObject, _In_z_ LPCWSTR pszProperty,
				 _In_reads_bytes_(cbInput) PUCHAR pbInput, _In_ ULONG cbInput,
				 _In_ ULONG dwFlags);

/**
 * BCryptGenRandom - get random numbers
 * @hAlgorithm: a provider of BCRYPT_RNG_ALGORITHM, BCRYPT_RNG_ALG_HANDLE, or NULL
 * @pbBuffer: receives the numbers
 * @cbBuffer: its bytes
 * @dwFlags: 0; BCRYPT_USE_SYSTEM_PREFERRED_RNG, if @hAlgorithm is NULL; BCRYPT_RNG_USE_ENTROPY_IN_BUFFER,
 *	which has no effect, as since Windows 8
 *
 * The numbers are those of Linux's generator. A call at PASSIVE_LEVEL waits until that has been seeded.
 *
 * IRQL: as for BCryptGetProperty; with BCRYPT_USE_SYSTEM_PREFERRED_RNG PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_NOT_SUPPORTED for a provider of something else;
 *	STATUS_INVALID_PARAMETER; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptGenRandom
 */
NTSTATUS NTAPI BCryptGenRandom(_In_opt_ BCRYPT_ALG_HANDLE hAlgorithm,
			       _Out_writes_bytes_(cbBuffer) PUCHAR pbBuffer, _In_ ULONG cbBuffer,
			       _In_ ULONG dwFlags);

EXTERN_C_END

#endif /* WINWORK_BCRYPT_PROVIDER_H */
