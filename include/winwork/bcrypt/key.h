/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Symmetric keys, encryption and decryption.
 *
 * A key is WinWork's own memory. What a driver gives for it is checked, and not used.
 */
#ifndef WINWORK_BCRYPT_KEY_H
#define WINWORK_BCRYPT_KEY_H

#include "definitions.h"

EXTERN_C_START

/**
 * BCRYPT_INIT_AUTH_MODE_INFO - set up the structure for a mode with a tag
 * @_AUTH_INFO_STRUCT_: a BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO
 *
 * IRQL: any
 * Page: bcrypt.h, BCRYPT_INIT_AUTH_MODE_INFO
 */
#define BCRYPT_INIT_AUTH_MODE_INFO(_AUTH_INFO_STRUCT_)					\
	do {										\
		RtlZeroMemory(&(_AUTH_INFO_STRUCT_),					\
			      sizeof(BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO));		\
		(_AUTH_INFO_STRUCT_).cbSize = sizeof(BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO); \
		(_AUTH_INFO_STRUCT_).dwInfoVersion =					\
			BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO_VERSION;			\
	} while (0)

/**
 * BCryptGenerateSymmetricKey - make a key of its bytes
 * @hAlgorithm: a provider of a cipher, or a pseudo handle such as BCRYPT_AES_CBC_ALG_HANDLE
 * @phKey: receives the handle, which BCryptDestroyKey ends
 * @pbKeyObject: BCRYPT_OBJECT_LENGTH bytes; or NULL
 * @cbKeyObject: its bytes; or 0
 * @pbSecret: the bytes of the key
 * @cbSecret: their number. What exceeds the longest key for which there are enough is ignored
 * @dwFlags: 0
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; <= APC_LEVEL here, as Linux prepares the cipher.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL for a @cbKeyObject below BCRYPT_OBJECT_LENGTH;
 *	STATUS_NOT_SUPPORTED for a provider of something else, or a mode that this kernel lacks;
 *	STATUS_INVALID_HANDLE; STATUS_INVALID_PARAMETER, also for too few bytes; STATUS_NO_MEMORY;
 *	STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptGenerateSymmetricKey
 */
NTSTATUS NTAPI BCryptGenerateSymmetricKey(_In_ BCRYPT_ALG_HANDLE hAlgorithm, _Out_ BCRYPT_KEY_HANDLE *phKey,
					  _Out_writes_bytes_opt_(cbKeyObject) PUCHAR pbKeyObject,
					  _In_ ULONG cbKeyObject, _In_reads_bytes_(cbSecret) PUCHAR pbSecret,
					  _In_ ULONG cbSecret, _In_ ULONG dwFlags);

/**
 * BCryptImportKey - make a key of a blob
 * @hAlgorithm: as for BCryptGenerateSymmetricKey
 * @hImportKey: NULL
 * @pszBlobType: BCRYPT_KEY_DATA_BLOB
 * @phKey: as for BCryptGenerateSymmetricKey
 * @pbKeyObject: as for BCryptGenerateSymmetricKey
 * @cbKeyObject: as for BCryptGenerateSymmetricKey
 * @pbInput: a BCRYPT_KEY_DATA_BLOB_HEADER, and the bytes of the key behind it
 * @cbInput: the bytes of both
 * @dwFlags: 0
 *
 * IRQL: as for BCryptGenerateSymmetricKey.
 * Return: as BCryptGenerateSymmetricKey; STATUS_NOT_SUPPORTED also for another type of blob.
 * Page: bcrypt.h, BCryptImportKey
 */
NTSTATUS NTAPI BCryptImportKey(_In_ BCRYPT_ALG_HANDLE hAlgorithm, _In_opt_ BCRYPT_KEY_HANDLE hImportKey,
			       _In_z_ LPCWSTR pszBlobType, _Out_ BCRYPT_KEY_HANDLE *phKey,
			       _Out_writes_bytes_opt_(cbKeyObject) PUCHAR pbKeyObject, _In_ ULONG cbKeyObject,
			       _In_reads_bytes_(cbInput) PUCHAR pbInput, _In_ ULONG cbInput,
			       _In_ ULONG dwFlags);

/**
 * BCryptDuplicateKey - make another key with the same bytes and mode
 * @hKey: the key
 * @phNewKey: receives the handle of the new one
 * @pbKeyObject: as for BCryptGenerateSymmetricKey
 * @cbKeyObject: as for BCryptGenerateSymmetricKey
 * @dwFlags: 0
 *
 * IRQL: as for BCryptGenerateSymmetricKey.
 * Return: as BCryptGenerateSymmetricKey.
 * Page: bcrypt.h, BCryptDuplicateKey
 */
NTSTATUS NTAPI BCryptDuplicateKey(_In_ BCRYPT_KEY_HANDLE hKey, _Out_ BCRYPT_KEY_HANDLE *phNewKey,
				  _Out_writes_bytes_opt_(cbKeyObject) PUCHAR pbKeyObject,
				  _In_ ULONG cbKeyObject, _In_ ULONG dwFlags);

/**
 * BCryptExportKey - get the bytes of a key as a blob
 * @hKey: the key
 * @hExportKey: NULL
 * @pszBlobType: BCRYPT_KEY_DATA_BLOB
 * @pbOutput: receives the blob; NULL to ask for its size
 * @cbOutput: the bytes of @pbOutput
 * @pcbResult: receives the bytes of the blob
 * @dwFlags: 0
 *
 * IRQL: as for BCryptEncrypt.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_NOT_SUPPORTED for another type of blob;
 *	STATUS_INVALID_HANDLE; STATUS_INVALID_PARAMETER; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptExportKey
 */
NTSTATUS NTAPI BCryptExportKey(_In_ BCRYPT_KEY_HANDLE hKey, _In_opt_ BCRYPT_KEY_HANDLE hExportKey,
			       _In_z_ LPCWSTR pszBlobType,
			       _Out_writes_bytes_to_opt_(cbOutput, *pcbResult) PUCHAR pbOutput,
			       _In_ ULONG cbOutput, _Out_ ULONG *pcbResult, _In_ ULONG dwFlags);

/**
 * BCryptDestroyKey - end a key
 * @hKey: the key
 *
 * IRQL: as for BCryptEncrypt.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptDestroyKey
 */
NTSTATUS NTAPI BCryptDestroyKey(_In_ BCRYPT_KEY_HANDLE hKey);

/**
 * BCryptEncrypt - encrypt data
 * @hKey: the key
 * @pbInput: the data. NULL in GCM, if there is none
 * @cbInput: its bytes: whole blocks, but for GCM, and with BCRYPT_BLOCK_PADDING
 * @pPaddingInfo: in GCM a BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO, with a nonce of 12 bytes and a tag of 12 to
 *	16, which is stored; otherwise NULL
 * @pbIV: in CBC the vector, which is updated, so that a later call can go on; NULL for zeros. In other modes
 *	it is ignored
 * @cbIV: its bytes, which are those of a block
 * @pbOutput: receives the result, and may be @pbInput; NULL to ask for its size
 * @cbOutput: the bytes of @pbOutput
 * @pcbResult: receives the bytes of the result
 * @dwFlags: 0 or BCRYPT_BLOCK_PADDING
 *
 * Here: calls in GCM cannot be chained (BCRYPT_AUTH_MODE_CHAIN_CALLS_FLAG), since Linux takes a text as a
 * whole. With BCRYPT_BLOCK_PADDING, a text that is whole blocks gets one more.
 *
 * IRQL: <= DISPATCH_LEVEL with a key that comes from a provider with BCRYPT_PROV_DISPATCH; otherwise
 *	PASSIVE_LEVEL on Windows, <= APC_LEVEL here.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_INVALID_BUFFER_SIZE if @cbInput is no multiple of the
 *	block; STATUS_INVALID_HANDLE; STATUS_INVALID_PARAMETER; STATUS_NOT_SUPPORTED for chained calls;
 *	STATUS_NO_MEMORY, which only a long text in GCM needs, or the second of two calls at the same time;
 *	STATUS_UNSUCCESSFUL at another IRQL.
 * Page: bcrypt.h, BCryptEncrypt
 */
NTSTATUS NTAPI BCryptEncrypt(_In_ BCRYPT_KEY_HANDLE hKey, _In_reads_bytes_opt_(cbInput) PUCHAR pbInput,
			     _In_ ULONG cbInput, _In_opt_ VOID *pPaddingInfo,
			     _Inout_updates_bytes_opt_(cbIV) PUCHAR pbIV, _In_ ULONG cbIV,
			     _Out_writes_bytes_to_opt_(cbOutput, *pcbResult) PUCHAR pbOutput,
			     _In_ ULONG cbOutput, _Out_ ULONG *pcbResult, _In_ ULONG dwFlags);

/**
 * BCryptDecrypt - decrypt data
 * @hKey: as for BCryptEncrypt
 * @pbInput: as for BCryptEncrypt
 * @cbInput: its bytes: whole blocks, but for GCM
 * @pPaddingInfo: as for BCryptEncrypt; the tag is compared
 * @pbIV: as for BCryptEncrypt
 * @cbIV: as for BCryptEncrypt
 * @pbOutput: receives the result, and may be @pbInput; NULL to ask for its size, of which the padding is a part
 * @cbOutput: the bytes of @pbOutput
 * @pcbResult: receives the bytes of the result, without the padding
 * @dwFlags: 0 or BCRYPT_BLOCK_PADDING
 *
 * IRQL: as for BCryptEncrypt.
 * Return: as BCryptEncrypt; STATUS_AUTH_TAG_MISMATCH for another tag, with the output as it was;
 *	STATUS_DATA_ERROR for a wrong padding.
 * Page: bcrypt.h, BCryptDecrypt
 */
NTSTATUS NTAPI BCryptDecrypt(_In_ BCRYPT_KEY_HANDLE hKey, _In_reads_bytes_opt_(cbInput) PUCHAR pbInput,
			     _In_ ULONG cbInput, _In_opt_ VOID *pPaddingInfo,
			     _Inout_updates_bytes_opt_(cbIV) PUCHAR pbIV, _In_ ULONG cbIV,
			     _Out_writes_bytes_to_opt_(cbOutput, *pcbResult) PUCHAR pbOutput,
			     _In_ ULONG cbOutput, _Out_ ULONG *pcbResult, _In_ ULONG dwFlags);

EXTERN_C_END

#endif /* WINWORK_BCRYPT_KEY_H */
