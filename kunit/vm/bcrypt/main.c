/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that checks <bcrypt.h> with published vectors. It also prints the hashes of a text, for the script to
 * compare, and leaves one handle of each kind at its unload if that is asked for.
 */
#include <linux/module.h>

#include <ntddk.h>
#include "../expect.h"

#include "checks.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static char *text = "";
module_param(text, charp, 0400);
MODULE_PARM_DESC(text, "its hashes are printed");

static bool sha512, aes, gcm, des;
module_param(sha512, bool, 0400);
MODULE_PARM_DESC(sha512, "the kernel has SHA-384 and SHA-512");
module_param(aes, bool, 0400);
MODULE_PARM_DESC(aes, "it has AES");
module_param(gcm, bool, 0400);
MODULE_PARM_DESC(gcm, "it has GCM and ECB");
module_param(des, bool, 0400);
MODULE_PARM_DESC(des, "it has 3DES");

static bool leave;
module_param(leave, bool, 0400);
MODULE_PARM_DESC(leave, "handles are left at the unload");

static VOID PrintHash(LPCWSTR Name, BCRYPT_ALG_HANDLE Algorithm)
{
	static const CHAR Digits[] = "0123456789abcdef";
	UCHAR Value[64];
	CHAR Shown[129];
	ULONG Size = Number(NULL, Algorithm, BCRYPT_HASH_LENGTH), At;

	EXPECT_STATUS(BCryptHash(Algorithm, NULL, 0, (PUCHAR)text, Length(text), Value, Size), STATUS_SUCCESS);
	for (At = 0; At < Size; At++) {
		Shown[2 * At] = Digits[Value[At] >> 4];
		Shown[2 * At + 1] = Digits[Value[At] & 15];
	}
	Shown[2 * Size] = '\0';
	DbgPrint("bcrypt_test: %ws %s\n", Name, Shown);
}

/* row 1354: what the kernel lacks */
static VOID CheckAbsent(LPCWSTR Name)
{
	BCRYPT_ALG_HANDLE Provider = NULL;

	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Provider, Name, NULL, 0), STATUS_NOT_FOUND);
	EXPECT(Provider == NULL);
}

static VOID CheckHashes(VOID)
{
	CheckOpen(NULL);
	CheckRandom(NULL);
	CheckHandles(NULL, NULL);
	CheckHandles(NULL, (PVOID)~(ULONG_PTR)0);
	CheckHandles(NULL, &text);
	CheckDigests(NULL, 0, 3);
	if (sha512) {
		CheckDigests(NULL, 3, 2);
	} else {
		CheckAbsent(BCRYPT_SHA512_ALGORITHM);
		EXPECT_STATUS(BCryptHash(BCRYPT_SHA384_ALG_HANDLE, NULL, 0, NULL, 0, NULL, 48), STATUS_NOT_FOUND);
	}
	CheckHashParameters(NULL);
	CheckPieces(NULL);
	CheckDerivation(NULL);
	CheckAtDispatchLevel(NULL);
}

static VOID CheckAes(VOID)
{
	CheckCipher(NULL, &Cbc128);
	CheckCipher(NULL, &Cbc192);
	CheckCipher(NULL, &Cbc256);
	CheckPadding(NULL);
	CheckCipherParameters(NULL);
	CheckKeys(NULL);
	CheckBlobs(NULL);
	CheckLongText(NULL);
	CheckCipherAtDispatchLevel(NULL, &Cbc128);
}

/* More than Linux has in one piece. */
static UCHAR Huge[0x500000];

static VOID CheckHugeTagged(VOID)
{
	BCRYPT_KEY_HANDLE Key = MakeGcmKey(NULL, BCRYPT_AES_GCM_ALG_HANDLE, GCM_KEY);

	CheckLongTagged(NULL, Key, Huge, sizeof(Huge));
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
}

static VOID CheckCiphers(VOID)
{
	if (aes)
		CheckAes();
	else
		CheckAbsent(BCRYPT_AES_ALGORITHM);
	if (gcm) {
		CheckCipher(NULL, &Ecb128);
		CheckModeOfKey(NULL);
		CheckCipherAtDispatchLevel(NULL, &Ecb128);
		CheckGcm(NULL);
		CheckGcmAtDispatchLevel(NULL);
		CheckHugeTagged();
	}
	if (des)
		CheckCipher(NULL, &TripleDes);
	else
		CheckAbsent(BCRYPT_3DES_ALGORITHM);
}

/* row 1363: without BCRYPT_PROV_DISPATCH, and calls that sleep */
static VOID CheckWrongIrql(VOID)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(NULL, BCRYPT_SHA256_ALGORITHM, 0), Opened;
	UCHAR Value[32];
	KIRQL Before;

	KeRaiseIrql(DISPATCH_LEVEL, &Before);
	EXPECT_STATUS(BCryptHash(Provider, NULL, 0, NULL, 0, Value, 32), STATUS_UNSUCCESSFUL);
	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Opened, BCRYPT_SHA256_ALGORITHM, NULL, 0), STATUS_UNSUCCESSFUL);
	EXPECT_STATUS(BCryptCloseAlgorithmProvider(Provider, 0), STATUS_UNSUCCESSFUL);
	EXPECT_STATUS(BCryptGenRandom(NULL, Value, 32, BCRYPT_USE_SYSTEM_PREFERRED_RNG), STATUS_UNSUCCESSFUL);
	KeLowerIrql(Before);
	CloseProvider(NULL, Provider);
}

/* row 1439 */
static VOID LeaveHandles(VOID)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(NULL, BCRYPT_SHA256_ALGORITHM, 0);
	BCRYPT_HASH_HANDLE Hash;

	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, NULL, 0, NULL, 0, 0), STATUS_SUCCESS);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	if (leave)
		LeaveHandles();
	DbgPrint("bcrypt_test: %d are wrong\n", (int)Wrong);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	if (leave) {
		CheckAbsent(L"Unknown");
		CheckWrongIrql();
		return STATUS_SUCCESS;
	}
	CheckHandles(NULL, DriverObject);
	CheckHashes();
	CheckCiphers();
	PrintHash(L"md5", BCRYPT_MD5_ALG_HANDLE);
	PrintHash(L"sha1", BCRYPT_SHA1_ALG_HANDLE);
	PrintHash(L"sha256", BCRYPT_SHA256_ALG_HANDLE);
	return STATUS_SUCCESS;
}
