/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite bcrypt: providers, random numbers, handles and IRQLs, on a kernel that watches memory and locks. That has no
 * algorithms: the VM test bcrypt, with which the checks are shared, has hashes and ciphers.
 */
#include "support.h"

#define EXPECT(condition) KUNIT_EXPECT_TRUE(test, condition)
#define EXPECT_STATUS(call, status) KUNIT_EXPECT_EQ(test, (ULONG)(call), (ULONG)(status))

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-const-variable"
#include "../vm/bcrypt/checks.h"
#pragma GCC diagnostic pop

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

static struct kunit_case bcrypt_cases[] = {
	KUNIT_CASE(bcrypt_test_open),
	KUNIT_CASE(bcrypt_test_random),
	KUNIT_CASE(bcrypt_test_handles),
	KUNIT_CASE(bcrypt_test_irql),
	{}
};

WINWORK_SUITE(bcrypt);
