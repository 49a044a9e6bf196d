/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Hashes and HMACs.
 *
 * A hash object is WinWork's own memory. What a driver gives for it is checked, and not used. A driver must not
 * use one hash object in two calls at the same time.
 */
#ifndef WINWORK_BCRYPT_HASH_H
#define WINWORK_BCRYPT_HASH_H

#include "definitions.h"

EXTERN_C_START

/**
 * BCryptCreateHash - make a hash object
 * @hAlgorithm: a provider of a hash, or a pseudo handle such as BCRYPT_SHA256_ALG_HANDLE
 * @phHash: receives the handle, which BCryptDestroyHash ends
 * @pbHashObject: BCRYPT_OBJECT_LENGTH bytes; or NULL
 * @cbHashObject: its bytes; or 0
 * @pbSecret: the key of an HMAC; otherwise NULL
 * @cbSecret: its bytes; otherwise 0
 * @dwFlags: 0 or BCRYPT_HASH_REUSABLE_FLAG
 *
 * IRQL: <= DISPATCH_LEVEL with a provider opened with BCRYPT_PROV_DISPATCH; otherwise PASSIVE_LEVEL on
 *	Windows, <= APC_LEVEL here.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL for a @cbHashObject below BCRYPT_OBJECT_LENGTH;
 *	STATUS_NOT_SUPPORTED for a provider of something else; STATUS_INVALID_HANDLE;
 *	STATUS_INVALID_PARAMETER; STATUS_NO_MEMORY; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptCreateHash
 */
NTSTATUS NTAPI BCryptCreateHash(_In_ BCRYPT_ALG_HANDLE hAlgorithm, _Out_ BCRYPT_HASH_HANDLE *phHash,
				_Out_writes_bytes_opt_(cbHashObject) PUCHAR pbHashObject,
				_In_ ULONG cbHashObject, _In_reads_bytes_opt_(cbSecret) PUCHAR pbSecret,
				_In_ ULONG cbSecret, _In_ ULONG dwFlags);

/**
 * BCryptHashData - add data to a hash
 * @hHash: a hash object that is not finished
 * @pbInput: the data
 * @cbInput: its bytes
 * @dwFlags: 0
 *
 * IRQL: as for BCryptCreateHash.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE, also for an object that is finished;
 *	STATUS_INVALID_PARAMETER; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptHashData
 */
NTSTATUS NTAPI BCryptHashData(_In_ BCRYPT_HASH_HANDLE hHash, _In_reads_bytes_(cbInput) PUCHAR pbInput,
			      _In_ ULONG cbInput, _In_ ULONG dwFlags);

/**
 * BCryptFinishHash - get the value of a hash
 * @hHash: a hash object that is not finished
 * @pbOutput: receives the value
 * @cbOutput: BCRYPT_HASH_LENGTH
 * @dwFlags: 0
 *
 * With BCRYPT_HASH_REUSABLE_FLAG the object begins another hash. Otherwise it can only be destroyed.
 *
 * IRQL: as for BCryptCreateHash.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE, also for an object that is finished;
 *	STATUS_INVALID_PARAMETER, also for another @cbOutput; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptFinishHash
 */
NTSTATUS NTAPI BCryptFinishHash(_In_ BCRYPT_HASH_HANDLE hHash, _Out_writes_bytes_all_(cbOutput) PUCHAR pbOutput,
				_In_ ULONG cbOutput, _In_ ULONG dwFlags);

/**
 * BCryptDuplicateHash - make a hash object that has the same data behind it
 * @hHash: a hash object that is not finished
 * @phNewHash: receives the handle of the new one
 * @pbHashObject: as for BCryptCreateHash
 * @cbHashObject: as for BCryptCreateHash
 * @dwFlags: 0
 *
 * IRQL: as for BCryptCreateHash.
 * Return: as BCryptCreateHash.
 * Page: bcrypt.h, BCryptDuplicateHash
 */
NTSTATUS NTAPI BCryptDuplicateHash(_In_ BCRYPT_HASH_HANDLE hHash, _Out_ BCRYPT_HASH_HANDLE *phNewHash,
				   _Out_writes_bytes_opt_(cbHashObject) PUCHAR pbHashObject,
				   _In_ ULONG cbHashObject, _In_ ULONG dwFlags);

/**
 * BCryptDestroyHash - end a hash object
 * @hHash: the hash object
 *
 * IRQL: as for BCryptCreateHash.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptDestroyHash
 */
NTSTATUS NTAPI BCryptDestroyHash(_In_ BCRYPT_HASH_HANDLE hHash);

/**
 * BCryptHash - get the hash of data in one call
 * @hAlgorithm: as for BCryptCreateHash
 * @pbSecret: as for BCryptCreateHash
 * @cbSecret: as for BCryptCreateHash
 * @pbInput: the data
 * @cbInput: its bytes
 * @pbOutput: receives the value
 * @cbOutput: BCRYPT_HASH_LENGTH
 *
 * IRQL: as for BCryptCreateHash.
 * Return: as BCryptCreateHash and BCryptFinishHash.
 * Page: bcrypt.h, BCryptHash
 */
NTSTATUS NTAPI BCryptHash(_In_ BCRYPT_ALG_HANDLE hAlgorithm, _In_reads_bytes_opt_(cbSecret) PUCHAR pbSecret,
			  _In_ ULONG cbSecret, _In_reads_bytes_(cbInput) PUCHAR pbInput, _In_ ULONG cbInput,
			  _Out_writes_bytes_all_(cbOutput) PUCHAR pbOutput, _In_ ULONG cbOutput);

/**
 * BCryptDeriveKeyPBKDF2 - derive a key from a password
 * @hPrf: a provider of an HMAC, or its pseudo handle
 * @pbPassword: the password
 * @cbPassword: its bytes
 * @pbSalt: the salt
 * @cbSalt: its bytes
 * @cIterations: at least 1
 * @pbDerivedKey: receives the key
 * @cbDerivedKey: its bytes, at least 1
 * @dwFlags: 0
 *
 * IRQL: PASSIVE_LEVEL on Windows; <= APC_LEVEL here.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_NOT_SUPPORTED for a provider of something else;
 *	STATUS_INVALID_PARAMETER, also for a hash that is no HMAC; STATUS_NO_MEMORY; STATUS_UNSUCCESSFUL at
 *	another IRQL.
 * Page: bcrypt.h, BCryptDeriveKeyPBKDF2
 */
NTSTATUS NTAPI BCryptDeriveKeyPBKDF2(_In_ BCRYPT_ALG_HANDLE hPrf,
				     _In_reads_bytes_opt_(cbPassword) PUCHAR pbPassword,
				     _In_ ULONG cbPassword, _In_reads_bytes_opt_(cbSalt) PUCHAR pbSalt,
				     _In_ ULONG cbSalt, _In_ ULONGLONG cIterations,
				     _Out_writes_bytes_(cbDerivedKey) PUCHAR pbDerivedKey,
				     _In_ ULONG cbDerivedKey, _In_ ULONG dwFlags);

EXTERN_C_END

#endif /* WINWORK_BCRYPT_HASH_H */
