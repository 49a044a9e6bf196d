/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite bcrypt: <bcrypt.h> with published vectors, on a kernel that watches memory and locks. The checks are those
 * of the VM test bcrypt. A case is skipped where the kernel lacks the algorithm.
 */
#include "support.h"

#define EXPECT(condition) KUNIT_EXPECT_TRUE(test, condition)
#define EXPECT_STATUS(call, status) KUNIT_EXPECT_EQ(test, (ULONG)(call), (ULONG)(status))

#include "../vm/bcrypt/checks.h"

static bool is_there(LPCWSTR name)
{
	BCRYPT_ALG_HANDLE provider = NULL;

	if (BCryptOpenAlgorithmProvider(&provider, name, NULL, 0))
		return false;
	BCryptCloseAlgorithmProvider(provider, 0);
	return true;
}

static bool has_mode(LPCWSTR mode)
{
	BCRYPT_ALG_HANDLE provider = NULL;
	NTSTATUS status;

	if (BCryptOpenAlgorithmProvider(&provider, BCRYPT_AES_ALGORITHM, NULL, 0))
		return false;
	status = BCryptSetProperty(provider, BCRYPT_CHAINING_MODE, (PUCHAR)mode, sizeof(BCRYPT_CHAIN_MODE_ECB), 0);
	BCryptCloseAlgorithmProvider(provider, 0);
	return !status;
}

#define NEEDS(there)							\
	do {								\
		if (!(there)) {						\
			kunit_skip(test, "the kernel lacks it");	\
		}							\
	} while (0)

/* row 1354 */
static void bcrypt_test_open(struct kunit *test)
{
	CheckOpen(test);
	EXPECT_NO_REPORT(test);
}

/* row 1438 */
static void bcrypt_test_random(struct kunit *test)
{
	CheckRandom(test);
	EXPECT_NO_REPORT(test);
}

/* row 1362 */
static void bcrypt_test_handles(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	BCRYPT_ALG_HANDLE provider = OpenProvider(test, BCRYPT_RNG_ALGORITHM, 0);
	ULONG result;

	CheckHandles(test, NULL);
	CheckHandles(test, (PVOID)~(ULONG_PTR)0);
	CheckHandles(test, fixture);
	CheckHandles(test, fixture->device);
	CheckHandles(test, (PUCHAR)provider + 8);
	EXPECT_STATUS(BCryptDestroyHash(provider), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptDestroyKey(provider), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptGetProperty(provider, BCRYPT_HASH_LENGTH, NULL, 0, &result, 0), STATUS_NOT_SUPPORTED);
	CloseProvider(test, provider);
	CheckHandles(test, provider);
	EXPECT_NO_REPORT(test);
}

/* row 1363 */
static void bcrypt_test_irql(struct kunit *test)
{
	BCRYPT_ALG_HANDLE provider = OpenProvider(test, BCRYPT_RNG_ALGORITHM, 0);
	BCRYPT_ALG_HANDLE at_dispatch = OpenProvider(test, BCRYPT_RNG_ALGORITHM, BCRYPT_PROV_DISPATCH);
	BCRYPT_ALG_HANDLE opened = NULL;
	UCHAR value[8];
	KIRQL before;

	KeRaiseIrql(APC_LEVEL, &before);
	EXPECT_STATUS(BCryptGenRandom(provider, value, 8, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&opened, BCRYPT_RNG_ALGORITHM, NULL, 0), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "BCryptOpenAlgorithmProvider", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, 0);
	KeRaiseIrql(DISPATCH_LEVEL, &before);
	EXPECT_STATUS(BCryptGenRandom(at_dispatch, value, 8, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptGenRandom(provider, value, 8, 0), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "BCryptGenRandom", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, provider);
	KeRaiseIrql(DISPATCH_LEVEL, &before);
	EXPECT_STATUS(BCryptGenRandom(BCRYPT_RNG_ALG_HANDLE, value, 8, 0), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "BCryptGenRandom", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      BCRYPT_RNG_ALG_HANDLE);
	KeRaiseIrql(DISPATCH_LEVEL, &before);
	EXPECT_STATUS(BCryptGenerateSymmetricKey(provider, &opened, NULL, 0, value, 8, 0), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "BCryptGenerateSymmetricKey", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      provider);
	CloseProvider(test, provider);
	CloseProvider(test, at_dispatch);
}

/* rows 1356, 1357, 1358, 1359 */
static void bcrypt_test_hashes(struct kunit *test)
{
	NEEDS(is_there(BCRYPT_MD5_ALGORITHM) && is_there(BCRYPT_SHA1_ALGORITHM) &&
	      is_there(BCRYPT_SHA256_ALGORITHM) && is_there(BCRYPT_SHA512_ALGORITHM));
	CheckDigests(test, 0, 5);
	CheckPieces(test);
	EXPECT_NO_REPORT(test);
}

/* rows 1355, 1360, 1361 */
static void bcrypt_test_hash_parameters(struct kunit *test)
{
	NEEDS(is_there(BCRYPT_SHA1_ALGORITHM) && is_there(BCRYPT_SHA256_ALGORITHM));
	CheckHashParameters(test);
	CheckDerivation(test);
	EXPECT_NO_REPORT(test);
}

/* row 1363 */
static void bcrypt_test_dispatch_level(struct kunit *test)
{
	NEEDS(is_there(BCRYPT_SHA256_ALGORITHM) && is_there(BCRYPT_AES_ALGORITHM));
	CheckAtDispatchLevel(test);
	CheckCipherAtDispatchLevel(test, &Cbc128);
	EXPECT_NO_REPORT(test);
}

/* rows 1430, 1431, 1432, 1433, 1436 */
static void bcrypt_test_ciphers(struct kunit *test)
{
	NEEDS(is_there(BCRYPT_AES_ALGORITHM) && is_there(BCRYPT_3DES_ALGORITHM));
	CheckCipher(test, &Cbc128);
	CheckCipher(test, &Cbc192);
	CheckCipher(test, &Cbc256);
	CheckCipher(test, &TripleDes);
	CheckPadding(test);
	CheckCipherParameters(test);
	CheckKeys(test);
	CheckBlobs(test);
	CheckLongText(test);
	EXPECT_NO_REPORT(test);
}

/* row 1437 */
static void bcrypt_test_modes(struct kunit *test)
{
	NEEDS(has_mode(BCRYPT_CHAIN_MODE_ECB));
	CheckCipher(test, &Ecb128);
	CheckModeOfKey(test);
	CheckCipherAtDispatchLevel(test, &Ecb128);
	EXPECT_NO_REPORT(test);
}

/* rows 1434, 1435 */
static void bcrypt_test_gcm(struct kunit *test)
{
	NEEDS(has_mode(BCRYPT_CHAIN_MODE_GCM));
	CheckGcm(test);
	CheckGcmAtDispatchLevel(test);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case bcrypt_cases[] = {
	KUNIT_CASE(bcrypt_test_open),
	KUNIT_CASE(bcrypt_test_random),
	KUNIT_CASE(bcrypt_test_handles),
	KUNIT_CASE(bcrypt_test_irql),
	KUNIT_CASE(bcrypt_test_hashes),
	KUNIT_CASE(bcrypt_test_hash_parameters),
	KUNIT_CASE(bcrypt_test_dispatch_level),
	KUNIT_CASE(bcrypt_test_ciphers),
	KUNIT_CASE(bcrypt_test_modes),
	KUNIT_CASE(bcrypt_test_gcm),
	{}
};

WINWORK_SUITE(bcrypt);
