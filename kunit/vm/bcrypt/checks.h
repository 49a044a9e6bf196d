/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Checks of <bcrypt.h> with published vectors, for the driver here and for the suite of KUnit. Both define
 * EXPECT() and EXPECT_STATUS() before; @test is null in the driver.
 */
#ifndef WINWORK_VM_BCRYPT_CHECKS_H
#define WINWORK_VM_BCRYPT_CHECKS_H

#include <bcrypt.h>

struct kunit;

#define MOST_BYTES 256

static UCHAR Digit(CHAR Character)
{
	return (UCHAR)(Character <= '9' ? Character - '0' : Character - 'a' + 10);
}

/* Stores the bytes of a text of hexadecimal digits, and returns their number. */
static ULONG Bytes(PUCHAR To, const CHAR *Text)
{
	ULONG Count = 0;

	for (; Text[0]; Text += 2)
		To[Count++] = (UCHAR)(Digit(Text[0]) << 4 | Digit(Text[1]));
	return Count;
}

static BOOLEAN Are(const UCHAR *Found, const CHAR *Text)
{
	UCHAR Wanted[MOST_BYTES];
	ULONG Count = Bytes(Wanted, Text);

	return RtlEqualMemory(Found, Wanted, Count);
}

static ULONG Length(const CHAR *Text)
{
	ULONG Count = 0;

	while (Text[Count])
		Count++;
	return Count;
}

static BCRYPT_ALG_HANDLE OpenProvider(struct kunit *test, LPCWSTR Name, ULONG Flags)
{
	BCRYPT_ALG_HANDLE Provider = NULL;

	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Provider, Name, NULL, Flags), STATUS_SUCCESS);
	return Provider;
}

static VOID CloseProvider(struct kunit *test, BCRYPT_ALG_HANDLE Provider)
{
	EXPECT_STATUS(BCryptCloseAlgorithmProvider(Provider, 0), STATUS_SUCCESS);
}

static ULONG Number(struct kunit *test, BCRYPT_HANDLE Object, LPCWSTR Name)
{
	ULONG Value = 0, Size = 0;

	EXPECT_STATUS(BCryptGetProperty(Object, Name, (PUCHAR)&Value, sizeof(Value), &Size, 0),
		      STATUS_SUCCESS);
	EXPECT(Size == sizeof(Value));
	return Value;
}

/* ---- Hashes ------------------------------------------------------------------------------- */

struct Digest {
	LPCWSTR Algorithm;
	BCRYPT_ALG_HANDLE Pseudo, PseudoHmac;
	ULONG Size, Block;
	const CHAR *OfNothing, *OfAbc;
	const CHAR *HmacShortKey, *HmacLongKey;
};

/*
 * RFC 1321, FIPS 180. The HMACs are of RFC 2202 and RFC 4231: the key "Jefe" with its message, and a key of 131
 * bytes 0xaa, of which the RFC has none for MD5 and SHA-1; those values are openssl's.
 */
static const struct Digest Digests[] = {
	{ BCRYPT_MD5_ALGORITHM, BCRYPT_MD5_ALG_HANDLE, BCRYPT_HMAC_MD5_ALG_HANDLE, 16, 64,
	  "d41d8cd98f00b204e9800998ecf8427e",
	  "900150983cd24fb0d6963f7d28e17f72",
	  "750c783e6ab0b503eaa86e310a5db738",
	  "bfecaf4efff90a3a668f3922fec3762d" },
	{ BCRYPT_SHA1_ALGORITHM, BCRYPT_SHA1_ALG_HANDLE, BCRYPT_HMAC_SHA1_ALG_HANDLE, 20, 64,
	  "da39a3ee5e6b4b0d3255bfef95601890afd80709",
	  "a9993e364706816aba3e25717850c26c9cd0d89d",
	  "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
	  "90d0dace1c1bdc957339307803160335bde6df2b" },
	{ BCRYPT_SHA256_ALGORITHM, BCRYPT_SHA256_ALG_HANDLE, BCRYPT_HMAC_SHA256_ALG_HANDLE, 32, 64,
	  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
	  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
	  "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
	{ BCRYPT_SHA384_ALGORITHM, BCRYPT_SHA384_ALG_HANDLE, BCRYPT_HMAC_SHA384_ALG_HANDLE, 48, 128,
	  "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da"
	  "274edebfe76f65fbd51ad2f14898b95b",
	  "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
	  "8086072ba1e7cc2358baeca134c825a7",
	  "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
	  "8e2240ca5e69e2c78b3239ecfab21649",
	  "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c6"
	  "0c2ef6ab4030fe8296248df163f44952" },
	{ BCRYPT_SHA512_ALGORITHM, BCRYPT_SHA512_ALG_HANDLE, BCRYPT_HMAC_SHA512_ALG_HANDLE, 64, 128,
	  "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
	  "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
	  "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
	  "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
	  "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
	  "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
	  "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
	  "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598" },
};

static UCHAR Abc[] = "abc";
static UCHAR Jefe[] = "Jefe";
static UCHAR Want[] = "what do ya want for nothing?";
static UCHAR Larger[] = "Test Using Larger Than Block-Size Key - Hash Key First";

#define LONG_KEY 131

/* row 1356: in pieces, at once, and with a pseudo handle */
static VOID CheckHash(struct kunit *test, const struct Digest *Digest)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, Digest->Algorithm, 0);
	BCRYPT_HASH_HANDLE Hash = NULL;
	UCHAR Value[64];

	EXPECT(Number(test, Provider, BCRYPT_HASH_LENGTH) == Digest->Size);
	EXPECT(Number(test, Provider, BCRYPT_HASH_BLOCK_LENGTH) == Digest->Block);
	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, NULL, 0, NULL, 0, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptHashData(Hash, Abc, 1, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptHashData(Hash, NULL, 0, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptHashData(Hash, Abc + 1, 2, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptFinishHash(Hash, Value, Digest->Size, 0), STATUS_SUCCESS);
	EXPECT(Are(Value, Digest->OfAbc));
	EXPECT_STATUS(BCryptDestroyHash(Hash), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptHash(Provider, NULL, 0, NULL, 0, Value, Digest->Size), STATUS_SUCCESS);
	EXPECT(Are(Value, Digest->OfNothing));
	EXPECT_STATUS(BCryptHash(Digest->Pseudo, NULL, 0, Abc, 3, Value, Digest->Size), STATUS_SUCCESS);
	EXPECT(Are(Value, Digest->OfAbc));
	EXPECT_STATUS(BCryptHash(Provider, Jefe, 4, Abc, 3, Value, Digest->Size), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptHash(Provider, NULL, 0, Abc, 3, Value, Digest->Size - 1),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptHash(Provider, NULL, 0, NULL, 3, Value, Digest->Size), STATUS_INVALID_PARAMETER);
	CloseProvider(test, Provider);
}

/* row 1357: keys of any length; the object can go on after its provider is closed */
static VOID CheckHmac(struct kunit *test, const struct Digest *Digest)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, Digest->Algorithm, BCRYPT_ALG_HANDLE_HMAC_FLAG);
	BCRYPT_HASH_HANDLE Hash = NULL;
	UCHAR Value[64], Key[LONG_KEY];

	RtlFillMemory(Key, sizeof(Key), 0xaa);
	EXPECT(Number(test, Provider, BCRYPT_IS_KEYED_HASH) == TRUE);
	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, NULL, 0, Key, sizeof(Key), 0), STATUS_SUCCESS);
	CloseProvider(test, Provider);
	EXPECT_STATUS(BCryptHashData(Hash, Larger, sizeof(Larger) - 1, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptFinishHash(Hash, Value, Digest->Size, 0), STATUS_SUCCESS);
	EXPECT(Are(Value, Digest->HmacLongKey));
	EXPECT_STATUS(BCryptDestroyHash(Hash), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptHash(Digest->PseudoHmac, Jefe, 4, Want, sizeof(Want) - 1, Value, Digest->Size),
		      STATUS_SUCCESS);
	EXPECT(Are(Value, Digest->HmacShortKey));
}

/* rows 1358, 1359: duplicates; objects that are finished, and those that begin again */
static VOID CheckHashLife(struct kunit *test, const struct Digest *Digest, ULONG Flags)
{
	const BOOLEAN IsHmac = Flags != 0;
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, Digest->Algorithm, Flags);
	BCRYPT_HASH_HANDLE Hash = NULL, Other = NULL;
	UCHAR Value[64], *Data = IsHmac ? Want : Abc;
	const ULONG Size = IsHmac ? sizeof(Want) - 1 : 3;
	const CHAR *Wanted = IsHmac ? Digest->HmacShortKey : Digest->OfAbc;
	int Round;

	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, NULL, 0, IsHmac ? Jefe : NULL, IsHmac ? 4 : 0,
				       BCRYPT_HASH_REUSABLE_FLAG), STATUS_SUCCESS);
	for (Round = 0; Round < 3; Round++) {
		EXPECT_STATUS(BCryptHashData(Hash, Data, 2, 0), STATUS_SUCCESS);
		EXPECT_STATUS(BCryptDuplicateHash(Hash, &Other, NULL, 0, 0), STATUS_SUCCESS);
		EXPECT_STATUS(BCryptHashData(Hash, Data + 2, Size - 2, 0), STATUS_SUCCESS);
		EXPECT_STATUS(BCryptFinishHash(Hash, Value, Digest->Size, 0), STATUS_SUCCESS);
		EXPECT(Are(Value, Wanted));
		EXPECT_STATUS(BCryptHashData(Other, Data + 2, Size - 2, 0), STATUS_SUCCESS);
		EXPECT_STATUS(BCryptFinishHash(Other, Value, Digest->Size, 0), STATUS_SUCCESS);
		EXPECT(Are(Value, Wanted));
		EXPECT_STATUS(BCryptDestroyHash(Other), STATUS_SUCCESS);
	}
	EXPECT_STATUS(BCryptDestroyHash(Hash), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, NULL, 0, NULL, 0, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptFinishHash(Hash, Value, Digest->Size - 1, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptFinishHash(Hash, Value, Digest->Size, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptFinishHash(Hash, Value, Digest->Size, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptHashData(Hash, Abc, 3, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptDuplicateHash(Hash, &Other, NULL, 0, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptDestroyHash(Hash), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptDestroyHash(Hash), STATUS_INVALID_HANDLE);
	CloseProvider(test, Provider);
}

/* rows 1355, 1360: memory of the driver, and parameters */
static VOID CheckHashParameters(struct kunit *test)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, BCRYPT_SHA256_ALGORITHM, 0);
	BCRYPT_HASH_HANDLE Hash = NULL;
	BCRYPT_ALG_HANDLE Of = NULL;
	UCHAR Memory[MOST_BYTES], Value[32];
	ULONG Size = Number(test, Provider, BCRYPT_OBJECT_LENGTH), Result = 0;
	WCHAR Name[8];

	EXPECT(Size <= sizeof(Memory));
	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, Memory, Size - 1, NULL, 0, 0), STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, NULL, Size, NULL, 0, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptCreateHash(Provider, NULL, NULL, 0, NULL, 0, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, NULL, 0, NULL, 0, 1), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, NULL, 0, Jefe, 4, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, Memory, Size, NULL, 0, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptHashData(Hash, NULL, 1, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptHashData(Hash, Abc, 3, 1), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptFinishHash(Hash, NULL, 32, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptFinishHash(Hash, Value, 32, 1), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptGetProperty(Hash, BCRYPT_PROVIDER_HANDLE, (PUCHAR)&Of, sizeof(Of), &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(Of == Provider);
	EXPECT_STATUS(BCryptDestroyHash(Hash), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptGetProperty(Provider, BCRYPT_ALGORITHM_NAME, NULL, 0, &Result, 0), STATUS_SUCCESS);
	EXPECT(Result == sizeof(L"SHA256"));
	EXPECT_STATUS(BCryptGetProperty(Provider, BCRYPT_ALGORITHM_NAME, (PUCHAR)Name, Result - 1, &Result, 0),
		      STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(BCryptGetProperty(Provider, BCRYPT_ALGORITHM_NAME, (PUCHAR)Name, sizeof(Name), &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(RtlEqualMemory(Name, L"SHA256", sizeof(L"SHA256")));
	EXPECT(Number(test, BCRYPT_SHA256_ALG_HANDLE, BCRYPT_HASH_LENGTH) == 32);
	EXPECT(Number(test, Provider, BCRYPT_PRIMITIVE_TYPE) == BCRYPT_HASH_INTERFACE);
	EXPECT(Number(test, Provider, BCRYPT_IS_KEYED_HASH) == FALSE);
	EXPECT_STATUS(BCryptGetProperty(Provider, BCRYPT_BLOCK_LENGTH, NULL, 0, &Result, 0), STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(BCryptGetProperty(Provider, L"Other", NULL, 0, &Result, 0), STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(BCryptGetProperty(Provider, NULL, NULL, 0, &Result, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptGetProperty(Provider, BCRYPT_HASH_LENGTH, NULL, 0, NULL, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptSetProperty(Provider, BCRYPT_HASH_LENGTH, Value, 4, 0), STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(BCryptSetProperty(Provider, BCRYPT_CHAINING_MODE, (PUCHAR)BCRYPT_CHAIN_MODE_ECB,
					sizeof(BCRYPT_CHAIN_MODE_ECB), 0), STATUS_NOT_SUPPORTED);
	CloseProvider(test, Provider);
}

/* A hash in pieces of all lengths up to a few blocks is that of the whole. */
static VOID CheckPieces(struct kunit *test)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, BCRYPT_SHA256_ALGORITHM, 0);
	UCHAR Data[200], Whole[32], Value[32];
	BCRYPT_HASH_HANDLE Hash = NULL;
	ULONG Piece, At;

	for (At = 0; At < sizeof(Data); At++)
		Data[At] = (UCHAR)(At * 7);
	EXPECT_STATUS(BCryptHash(Provider, NULL, 0, Data, sizeof(Data), Whole, 32), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptCreateHash(Provider, &Hash, NULL, 0, NULL, 0, BCRYPT_HASH_REUSABLE_FLAG),
		      STATUS_SUCCESS);
	for (Piece = 1; Piece < sizeof(Data); Piece++) {
		for (At = 0; At < sizeof(Data); At += Piece)
			BCryptHashData(Hash, Data + At, min(Piece, (ULONG)sizeof(Data) - At), 0);
		EXPECT_STATUS(BCryptFinishHash(Hash, Value, 32, 0), STATUS_SUCCESS);
		EXPECT(RtlEqualMemory(Value, Whole, 32));
	}
	EXPECT_STATUS(BCryptDestroyHash(Hash), STATUS_SUCCESS);
	CloseProvider(test, Provider);
}

/* row 1361: RFC 6070, and its passwords with SHA-256 */
static VOID CheckDerivation(struct kunit *test)
{
	static UCHAR Password[] = "passwordPASSWORDpassword", Salt[] = "saltSALTsaltSALTsaltSALTsaltSALTsalt";
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, BCRYPT_SHA1_ALGORITHM, BCRYPT_ALG_HANDLE_HMAC_FLAG);
	UCHAR Key[40];

	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(Provider, Password, 8, Salt, 4, 1, Key, 20, 0), STATUS_SUCCESS);
	EXPECT(Are(Key, "0c60c80f961f0e71f3a9b524af6012062fe037a6"));
	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(Provider, Password, 8, Salt, 4, 4096, Key, 20, 0), STATUS_SUCCESS);
	EXPECT(Are(Key, "4b007901b765489abead49d926f721d065a429c1"));
	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(Provider, Password, 24, Salt, 36, 4096, Key, 25, 0), STATUS_SUCCESS);
	EXPECT(Are(Key, "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"));
	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(BCRYPT_HMAC_SHA256_ALG_HANDLE, Password, 24, Salt, 36, 4096, Key, 40,
					    0), STATUS_SUCCESS);
	EXPECT(Are(Key, "348c89dbcbd32b2f32d814b8116e84cf2b17347ebc1800181c4e2a1fb8dd53e1c635518c7dac47e9"));
	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(Provider, Password, 8, Salt, 4, 0, Key, 20, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(Provider, Password, 8, Salt, 4, 1, NULL, 20, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(Provider, NULL, 8, Salt, 4, 1, Key, 20, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(Provider, Password, 8, Salt, 4, 1, Key, 20, 1),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(BCRYPT_SHA1_ALG_HANDLE, Password, 8, Salt, 4, 1, Key, 20, 0),
		      STATUS_INVALID_PARAMETER);
	CloseProvider(test, Provider);
}

static VOID CheckDigests(struct kunit *test, ULONG From, ULONG Count)
{
	ULONG Each;

	for (Each = From; Each < From + Count; Each++) {
		CheckHash(test, &Digests[Each]);
		CheckHmac(test, &Digests[Each]);
		CheckHashLife(test, &Digests[Each], 0);
		CheckHashLife(test, &Digests[Each], BCRYPT_ALG_HANDLE_HMAC_FLAG);
	}
}

/* ---- Ciphers ------------------------------------------------------------------------------ */

/* NIST SP 800-38A */
#define PLAIN "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"	\
	      "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
#define VECTOR "000102030405060708090a0b0c0d0e0f"
#define KEY_128 "2b7e151628aed2a6abf7158809cf4f3c"

struct Cipher {
	LPCWSTR Algorithm, Mode;
	BCRYPT_ALG_HANDLE Pseudo;
	ULONG Block;
	const CHAR *Key, *Text;
};

static const struct Cipher Cbc128 = {
	BCRYPT_AES_ALGORITHM, BCRYPT_CHAIN_MODE_CBC, BCRYPT_AES_CBC_ALG_HANDLE, 16, KEY_128,
	"7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
	"73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7",
};
static const struct Cipher Cbc192 = {
	BCRYPT_AES_ALGORITHM, BCRYPT_CHAIN_MODE_CBC, BCRYPT_AES_CBC_ALG_HANDLE, 16,
	"8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
	"4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a"
	"571b242012fb7ae07fa9baac3df102e008b0e27988598881d920a9e64f5615cd",
};
static const struct Cipher Cbc256 = {
	BCRYPT_AES_ALGORITHM, BCRYPT_CHAIN_MODE_CBC, BCRYPT_AES_CBC_ALG_HANDLE, 16,
	"603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
	"f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
	"39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b",
};
static const struct Cipher Ecb128 = {
	BCRYPT_AES_ALGORITHM, BCRYPT_CHAIN_MODE_ECB, BCRYPT_AES_ECB_ALG_HANDLE, 16, KEY_128,
	"3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
	"43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4",
};
/* The key of SP 800-67, B.1, with the text above. */
static const struct Cipher TripleDes = {
	BCRYPT_3DES_ALGORITHM, BCRYPT_CHAIN_MODE_CBC, BCRYPT_3DES_CBC_ALG_HANDLE, 8,
	"0123456789abcdef23456789abcdef01456789abcdef0123",
	"df4fb48a5c3414fa340a1553efae84317b4c6aab8845fb9247ee5e08514dd2bc"
	"515a4aa25332eca936ee6ebe03ee555dd7d72374bd3d3d150f8ab00f19a5ae97",
};

static BCRYPT_KEY_HANDLE MakeKey(struct kunit *test, const struct Cipher *Cipher, BCRYPT_ALG_HANDLE Provider)
{
	BCRYPT_KEY_HANDLE Key = NULL;
	UCHAR Secret[32];
	ULONG Count = Bytes(Secret, Cipher->Key);

	EXPECT_STATUS(BCryptGenerateSymmetricKey(Provider, &Key, NULL, 0, Secret, Count, 0), STATUS_SUCCESS);
	return Key;
}

static BCRYPT_ALG_HANDLE OpenCipher(struct kunit *test, const struct Cipher *Cipher, ULONG Flags)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, Cipher->Algorithm, Flags);

	EXPECT_STATUS(BCryptSetProperty(Provider, BCRYPT_CHAINING_MODE, (PUCHAR)Cipher->Mode,
					sizeof(BCRYPT_CHAIN_MODE_CBC), 0), STATUS_SUCCESS);
	return Provider;
}

/* row 1431: both directions, in place too, and in two calls */
static VOID CheckBlocks(struct kunit *test, const struct Cipher *Cipher, BCRYPT_KEY_HANDLE Key)
{
	UCHAR Plain[64], Text[64], Vector[16];
	ULONG Block = Cipher->Block, Result = 0;

	Bytes(Plain, PLAIN);
	Bytes(Vector, VECTOR);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 64, NULL, Vector, Block, Text, 64, &Result, 0), STATUS_SUCCESS);
	EXPECT(Result == 64);
	EXPECT(Are(Text, Cipher->Text));
	Bytes(Vector, VECTOR);
	EXPECT_STATUS(BCryptDecrypt(Key, Text, 64, NULL, Vector, Block, Text, 64, &Result, 0), STATUS_SUCCESS);
	EXPECT(RtlEqualMemory(Text, Plain, 64));
	Bytes(Vector, VECTOR);
	EXPECT_STATUS(BCryptEncrypt(Key, Text, 16, NULL, Vector, Block, Text, 64, &Result, 0), STATUS_SUCCESS);
	EXPECT(Result == 16);
	EXPECT_STATUS(BCryptEncrypt(Key, Text + 16, 48, NULL, Vector, Block, Text + 16, 48, &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(Are(Text, Cipher->Text));
	Bytes(Vector, VECTOR);
	EXPECT_STATUS(BCryptDecrypt(Key, Text, 32, NULL, Vector, Block, Text, 64, &Result, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptDecrypt(Key, Text + 32, 32, NULL, Vector, Block, Text + 32, 32, &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(RtlEqualMemory(Text, Plain, 64));
}

static VOID CheckCipher(struct kunit *test, const struct Cipher *Cipher)
{
	BCRYPT_ALG_HANDLE Provider = OpenCipher(test, Cipher, 0);
	BCRYPT_KEY_HANDLE Key = MakeKey(test, Cipher, Provider);

	EXPECT(Number(test, Key, BCRYPT_BLOCK_LENGTH) == Cipher->Block);
	EXPECT(Number(test, Key, BCRYPT_KEY_LENGTH) == Length(Cipher->Key) * 4);
	CloseProvider(test, Provider);
	CheckBlocks(test, Cipher, Key);
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_INVALID_HANDLE);
	Key = MakeKey(test, Cipher, Cipher->Pseudo);
	CheckBlocks(test, Cipher, Key);
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
}

/* row 1432 */
static VOID CheckPadding(struct kunit *test)
{
	BCRYPT_KEY_HANDLE Key = MakeKey(test, &Cbc128, BCRYPT_AES_CBC_ALG_HANDLE);
	UCHAR Plain[64], Text[80], Vector[16], After[16];
	ULONG Count, Padded, Result;

	Bytes(Plain, PLAIN);
	for (Count = 0; Count <= 64; Count++) {
		Padded = (Count / 16 + 1) * 16;
		RtlCopyMemory(Text, Plain, Count);
		Bytes(Vector, VECTOR);
		EXPECT_STATUS(BCryptEncrypt(Key, Text, Count, NULL, Vector, 16, Text, sizeof(Text), &Result,
					    BCRYPT_BLOCK_PADDING), STATUS_SUCCESS);
		EXPECT(Result == Padded);
		EXPECT(RtlEqualMemory(Vector, Text + Padded - 16, 16));
		RtlCopyMemory(After, Vector, 16);
		Bytes(Vector, VECTOR);
		EXPECT_STATUS(BCryptDecrypt(Key, Text, Padded, NULL, Vector, 16, NULL, 0, &Result,
					    BCRYPT_BLOCK_PADDING), STATUS_SUCCESS);
		EXPECT(Result == Padded);
		if (Count) {
			EXPECT_STATUS(BCryptDecrypt(Key, Text, Padded, NULL, Vector, 16, Text, Count - 1, &Result,
						    BCRYPT_BLOCK_PADDING), STATUS_BUFFER_TOO_SMALL);
			EXPECT(Result == Count);
		}
		/* Room for the text is enough. */
		EXPECT_STATUS(BCryptDecrypt(Key, Text, Padded, NULL, Vector, 16, Text, Count, &Result,
					    BCRYPT_BLOCK_PADDING), STATUS_SUCCESS);
		EXPECT(Result == Count);
		EXPECT(RtlEqualMemory(Text, Plain, Count));
		EXPECT(RtlEqualMemory(Vector, After, 16));
	}
	Bytes(Text, Cbc128.Text);
	Bytes(Vector, VECTOR);
	EXPECT_STATUS(BCryptDecrypt(Key, Text, 64, NULL, Vector, 16, Text, 64, &Result, BCRYPT_BLOCK_PADDING),
		      STATUS_DATA_ERROR);
	EXPECT_STATUS(BCryptDecrypt(Key, Text, 63, NULL, Vector, 16, Text, 64, &Result, BCRYPT_BLOCK_PADDING),
		      STATUS_INVALID_BUFFER_SIZE);
	EXPECT_STATUS(BCryptDecrypt(Key, Text, 0, NULL, Vector, 16, Text, 64, &Result, BCRYPT_BLOCK_PADDING),
		      STATUS_INVALID_BUFFER_SIZE);
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
}

/* row 1433 */
static VOID CheckCipherParameters(struct kunit *test)
{
	BCRYPT_KEY_HANDLE Key = MakeKey(test, &Cbc128, BCRYPT_AES_CBC_ALG_HANDLE);
	UCHAR Plain[64], Text[80], Vector[16];
	ULONG Result = 0;

	Bytes(Plain, PLAIN);
	Bytes(Vector, VECTOR);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, NULL, Vector, 16, NULL, 0, &Result, 0), STATUS_SUCCESS);
	EXPECT(Result == 32);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, NULL, Vector, 16, NULL, 0, &Result, BCRYPT_BLOCK_PADDING),
		      STATUS_SUCCESS);
	EXPECT(Result == 48);
	EXPECT(Are(Vector, VECTOR));
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, NULL, Vector, 16, Text, 31, &Result, 0),
		      STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, NULL, Vector, 16, Text, 47, &Result, BCRYPT_BLOCK_PADDING),
		      STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 31, NULL, Vector, 16, Text, 64, &Result, 0),
		      STATUS_INVALID_BUFFER_SIZE);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, NULL, Vector, 15, Text, 64, &Result, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, NULL, Vector, 16, Text, 64, NULL, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, NULL, Vector, 16, Text, 64, &Result, 2),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, Plain, Vector, 16, Text, 64, &Result, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptEncrypt(Key, NULL, 0, NULL, Vector, 16, NULL, 0, &Result, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptEncrypt(Key, NULL, 32, NULL, Vector, 16, Text, 64, &Result, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 0xfffffff8, NULL, Vector, 16, NULL, 0, &Result,
				    BCRYPT_BLOCK_PADDING), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 0, NULL, Vector, 16, Text, 64, &Result, 0), STATUS_SUCCESS);
	EXPECT(Result == 0);
	/* Without a vector it is zeros. */
	RtlZeroMemory(Vector, 16);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, NULL, Vector, 16, Text, 64, &Result, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptEncrypt(Key, Plain, 32, NULL, NULL, 0, Text + 32, 32, &Result, 0), STATUS_SUCCESS);
	EXPECT(RtlEqualMemory(Text, Text + 32, 32));
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
}

/* row 1430 */
static VOID CheckKeys(struct kunit *test)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, BCRYPT_AES_ALGORITHM, 0);
	BCRYPT_KEY_LENGTHS_STRUCT Lengths = { 0, 0, 0 };
	ULONG Count, Result, Size = Number(test, Provider, BCRYPT_OBJECT_LENGTH);
	UCHAR Secret[48] = { 0 }, Memory[MOST_BYTES];
	BCRYPT_KEY_HANDLE Key = NULL;

	EXPECT_STATUS(BCryptGetProperty(Provider, BCRYPT_KEY_LENGTHS, (PUCHAR)&Lengths, sizeof(Lengths), &Result,
					0), STATUS_SUCCESS);
	EXPECT(Lengths.dwMinLength == 128 && Lengths.dwMaxLength == 256 && Lengths.dwIncrement == 64);
	for (Count = 16; Count <= sizeof(Secret); Count++) {
		EXPECT_STATUS(BCryptGenerateSymmetricKey(Provider, &Key, Memory, Size, Secret, Count, 0),
			      STATUS_SUCCESS);
		EXPECT(Number(test, Key, BCRYPT_KEY_LENGTH) == (Count < 24 ? 128 : Count < 32 ? 192 : 256));
		EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
	}
	EXPECT_STATUS(BCryptGenerateSymmetricKey(Provider, &Key, NULL, 0, Secret, 15, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptGenerateSymmetricKey(Provider, &Key, NULL, 0, NULL, 16, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptGenerateSymmetricKey(Provider, NULL, NULL, 0, Secret, 16, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptGenerateSymmetricKey(Provider, &Key, NULL, 0, Secret, 16, 1), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptGenerateSymmetricKey(Provider, &Key, Memory, Size - 1, Secret, 16, 0),
		      STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(BCryptGenerateSymmetricKey(BCRYPT_SHA256_ALG_HANDLE, &Key, NULL, 0, Secret, 16, 0),
		      STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(BCryptCreateHash(Provider, &Key, NULL, 0, NULL, 0, 0), STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(BCryptSetProperty(Provider, BCRYPT_CHAINING_MODE, (PUCHAR)BCRYPT_CHAIN_MODE_CCM,
					sizeof(BCRYPT_CHAIN_MODE_CCM), 0), STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(BCryptSetProperty(Provider, BCRYPT_CHAINING_MODE, (PUCHAR)BCRYPT_CHAIN_MODE_CBC,
					sizeof(BCRYPT_CHAIN_MODE_CBC) - 2, 0), STATUS_INVALID_PARAMETER);
	CloseProvider(test, Provider);
}

/* row 1436 */
static VOID CheckBlobs(struct kunit *test)
{
	BCRYPT_KEY_HANDLE Key = MakeKey(test, &Cbc256, BCRYPT_AES_CBC_ALG_HANDLE), Other = NULL;
	struct {
		BCRYPT_KEY_DATA_BLOB_HEADER Header;
		UCHAR Key[32];
	} Blob;
	ULONG Result = 0;

	EXPECT_STATUS(BCryptDuplicateKey(Key, &Other, NULL, 0, 0), STATUS_SUCCESS);
	CheckBlocks(test, &Cbc256, Other);
	EXPECT_STATUS(BCryptDestroyKey(Other), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptExportKey(Key, NULL, BCRYPT_KEY_DATA_BLOB, NULL, 0, &Result, 0), STATUS_SUCCESS);
	EXPECT(Result == sizeof(Blob));
	EXPECT_STATUS(BCryptExportKey(Key, NULL, BCRYPT_KEY_DATA_BLOB, (PUCHAR)&Blob, sizeof(Blob) - 1, &Result, 0),
		      STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(BCryptExportKey(Key, NULL, BCRYPT_OPAQUE_KEY_BLOB, NULL, 0, &Result, 0), STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(BCryptExportKey(Key, Key, BCRYPT_KEY_DATA_BLOB, NULL, 0, &Result, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptExportKey(Key, NULL, BCRYPT_KEY_DATA_BLOB, (PUCHAR)&Blob, sizeof(Blob), &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(Blob.Header.dwMagic == BCRYPT_KEY_DATA_BLOB_MAGIC && Blob.Header.cbKeyData == 32);
	EXPECT(Are(Blob.Key, Cbc256.Key));
	EXPECT_STATUS(BCryptImportKey(BCRYPT_AES_CBC_ALG_HANDLE, NULL, BCRYPT_KEY_DATA_BLOB, &Other, NULL, 0,
				      (PUCHAR)&Blob, sizeof(Blob), 0), STATUS_SUCCESS);
	CheckBlocks(test, &Cbc256, Other);
	EXPECT_STATUS(BCryptDestroyKey(Other), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptImportKey(BCRYPT_AES_CBC_ALG_HANDLE, NULL, BCRYPT_KEY_DATA_BLOB, &Other, NULL, 0,
				      (PUCHAR)&Blob, sizeof(Blob) - 1, 0), STATUS_INVALID_PARAMETER);
	Blob.Header.dwMagic++;
	EXPECT_STATUS(BCryptImportKey(BCRYPT_AES_CBC_ALG_HANDLE, NULL, BCRYPT_KEY_DATA_BLOB, &Other, NULL, 0,
				      (PUCHAR)&Blob, sizeof(Blob), 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
}

/* row 1437: a key gets another mode, and the first one again */
static VOID CheckModeOfKey(struct kunit *test)
{
	BCRYPT_KEY_HANDLE Key = MakeKey(test, &Cbc128, BCRYPT_AES_CBC_ALG_HANDLE);
	WCHAR Mode[20];
	ULONG Result = 0;

	EXPECT_STATUS(BCryptSetProperty(Key, BCRYPT_CHAINING_MODE, (PUCHAR)BCRYPT_CHAIN_MODE_ECB,
					sizeof(BCRYPT_CHAIN_MODE_ECB), 0), STATUS_SUCCESS);
	CheckBlocks(test, &Ecb128, Key);
	EXPECT_STATUS(BCryptSetProperty(Key, BCRYPT_CHAINING_MODE, (PUCHAR)BCRYPT_CHAIN_MODE_CBC,
					sizeof(BCRYPT_CHAIN_MODE_CBC), 0), STATUS_SUCCESS);
	CheckBlocks(test, &Cbc128, Key);
	EXPECT_STATUS(BCryptGetProperty(Key, BCRYPT_CHAINING_MODE, (PUCHAR)Mode, sizeof(Mode), &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(RtlEqualMemory(Mode, BCRYPT_CHAIN_MODE_CBC, Result));
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
}

/* A text of many pages, anywhere in them, is the same in one call and block by block. */
static VOID CheckLongText(struct kunit *test)
{
	const ULONG Size = 5 * PAGE_SIZE;
	BCRYPT_KEY_HANDLE Key = MakeKey(test, &Cbc128, BCRYPT_AES_CBC_ALG_HANDLE);
	PUCHAR Whole = ExAllocatePoolWithTag(NonPagedPoolNx, 2 * (SIZE_T)Size + 2, 'tseT');
	PUCHAR Parts = Whole ? Whole + Size + 1 : NULL;
	UCHAR Vector[16];
	ULONG At, Result;

	EXPECT(Whole != NULL);
	for (At = 0; Whole && At < Size; At++)
		Whole[1 + At] = Parts[At] = (UCHAR)(At * 13);
	Bytes(Vector, VECTOR);
	EXPECT_STATUS(BCryptEncrypt(Key, Whole + 1, Size, NULL, Vector, 16, Whole + 1, Size, &Result, 0),
		      STATUS_SUCCESS);
	Bytes(Vector, VECTOR);
	for (At = 0; At < Size; At += 16)
		BCryptEncrypt(Key, Parts + At, 16, NULL, Vector, 16, Parts + At, 16, &Result, 0);
	EXPECT(RtlEqualMemory(Whole + 1, Parts, Size));
	ExFreePoolWithTag(Whole, 'tseT');
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
}

/* ---- GCM: the cases of its specification -------------------------------------------------- */

#define GCM_KEY "feffe9928665731c6d6a8f9467308308"
#define GCM_PLAIN "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"	\
		  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
#define GCM_EXTRA "feedfacedeadbeeffeedfacedeadbeefabaddad2"
#define GCM_NONCE "cafebabefacedbaddecaf888"
#define GCM_TEXT "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"	\
		 "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
#define GCM_TAG "5bc94fbc3221a5db94fae95ae7121a47"
#define GCM_BYTES 60

struct Tagged {
	BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO Info;
	UCHAR Nonce[12], Extra[20], Tag[16], Text[GCM_BYTES], Plain[GCM_BYTES];
};

static VOID SetUpTagged(struct Tagged *Tagged, ULONG TagBytes)
{
	BCRYPT_INIT_AUTH_MODE_INFO(Tagged->Info);
	Tagged->Info.pbNonce = Tagged->Nonce;
	Tagged->Info.cbNonce = Bytes(Tagged->Nonce, GCM_NONCE);
	Tagged->Info.pbAuthData = Tagged->Extra;
	Tagged->Info.cbAuthData = Bytes(Tagged->Extra, GCM_EXTRA);
	Tagged->Info.pbTag = Tagged->Tag;
	Tagged->Info.cbTag = TagBytes;
	Bytes(Tagged->Plain, GCM_PLAIN);
	RtlZeroMemory(Tagged->Tag, sizeof(Tagged->Tag));
}

static BCRYPT_KEY_HANDLE MakeGcmKey(struct kunit *test, BCRYPT_ALG_HANDLE Provider, const CHAR *Text)
{
	BCRYPT_KEY_HANDLE Key = NULL;
	UCHAR Secret[16];

	Bytes(Secret, Text);
	EXPECT_STATUS(BCryptGenerateSymmetricKey(Provider, &Key, NULL, 0, Secret, 16, 0), STATUS_SUCCESS);
	return Key;
}

/* row 1434 */
static VOID CheckTagged(struct kunit *test, BCRYPT_KEY_HANDLE Key, ULONG TagBytes)
{
	struct Tagged Tagged;
	ULONG Result = 0;
	UCHAR Before;

	SetUpTagged(&Tagged, TagBytes);
	EXPECT_STATUS(BCryptEncrypt(Key, Tagged.Plain, GCM_BYTES, &Tagged.Info, NULL, 0, Tagged.Text, GCM_BYTES,
				    &Result, 0), STATUS_SUCCESS);
	EXPECT(Result == GCM_BYTES);
	EXPECT(Are(Tagged.Text, GCM_TEXT));
	Bytes(Tagged.Plain, GCM_TAG);
	EXPECT(RtlEqualMemory(Tagged.Tag, Tagged.Plain, TagBytes));
	EXPECT(TagBytes == 16 || !Tagged.Tag[TagBytes]);
	/* Each byte of the tag counts, and nothing is decrypted without it. */
	for (Before = 0; Before < TagBytes; Before++) {
		Tagged.Tag[Before] ^= 0x80;
		RtlFillMemory(Tagged.Plain, GCM_BYTES, 0x77);
		EXPECT_STATUS(BCryptDecrypt(Key, Tagged.Text, GCM_BYTES, &Tagged.Info, NULL, 0, Tagged.Plain,
					    GCM_BYTES, &Result, 0), STATUS_AUTH_TAG_MISMATCH);
		EXPECT(Tagged.Plain[0] == 0x77 && Tagged.Plain[GCM_BYTES - 1] == 0x77);
		Tagged.Tag[Before] ^= 0x80;
	}
	Tagged.Extra[3] ^= 1;
	EXPECT_STATUS(BCryptDecrypt(Key, Tagged.Text, GCM_BYTES, &Tagged.Info, NULL, 0, Tagged.Plain, GCM_BYTES,
				    &Result, 0), STATUS_AUTH_TAG_MISMATCH);
	Tagged.Extra[3] ^= 1;
	EXPECT_STATUS(BCryptDecrypt(Key, Tagged.Text, GCM_BYTES, &Tagged.Info, NULL, 0, Tagged.Text, GCM_BYTES,
				    &Result, 0), STATUS_SUCCESS);
	EXPECT(Result == GCM_BYTES);
	EXPECT(Are(Tagged.Text, GCM_PLAIN));
}

/* Cases 1 and 2: no text, and a block of zeros without more data. */
static VOID CheckTaggedZeros(struct kunit *test)
{
	BCRYPT_KEY_HANDLE Key = MakeGcmKey(test, BCRYPT_AES_GCM_ALG_HANDLE, "00000000000000000000000000000000");
	struct Tagged Tagged;
	ULONG Result = 1;

	SetUpTagged(&Tagged, 16);
	RtlZeroMemory(Tagged.Nonce, sizeof(Tagged.Nonce));
	RtlZeroMemory(Tagged.Plain, GCM_BYTES);
	Tagged.Info.pbAuthData = NULL;
	Tagged.Info.cbAuthData = 0;
	EXPECT_STATUS(BCryptEncrypt(Key, NULL, 0, &Tagged.Info, NULL, 0, NULL, 0, &Result, 0), STATUS_SUCCESS);
	EXPECT(Result == 0);
	EXPECT(Are(Tagged.Tag, "58e2fccefa7e3061367f1d57a4e7455a"));
	EXPECT_STATUS(BCryptDecrypt(Key, NULL, 0, &Tagged.Info, NULL, 0, NULL, 0, &Result, 0), STATUS_SUCCESS);
	Tagged.Tag[0]++;
	EXPECT_STATUS(BCryptDecrypt(Key, NULL, 0, &Tagged.Info, NULL, 0, NULL, 0, &Result, 0),
		      STATUS_AUTH_TAG_MISMATCH);
	EXPECT_STATUS(BCryptEncrypt(Key, Tagged.Plain, 16, &Tagged.Info, NULL, 0, Tagged.Plain, 16, &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(Are(Tagged.Plain, "0388dace60b6a392f328c2b971b2fe78"));
	EXPECT(Are(Tagged.Tag, "ab6e47d42cec13bdf53a67b21257bddf"));
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
}

/* row 1435, and the other parameters */
static VOID CheckTaggedParameters(struct kunit *test, BCRYPT_KEY_HANDLE Key)
{
	BCRYPT_AUTH_TAG_LENGTHS_STRUCT Lengths = { 0, 0, 0 };
	struct Tagged Tagged;
	ULONG Result = 0;

#define REFUSED(Field, Value, Status)							\
	do {										\
		SetUpTagged(&Tagged, 16);						\
		Tagged.Info.Field = (Value);						\
		EXPECT_STATUS(BCryptEncrypt(Key, Tagged.Plain, GCM_BYTES, &Tagged.Info, NULL, 0, Tagged.Text, \
					    GCM_BYTES, &Result, 0), (Status));		\
	} while (0)

	REFUSED(cbSize, 8, STATUS_INVALID_PARAMETER);
	REFUSED(dwInfoVersion, 2, STATUS_INVALID_PARAMETER);
	REFUSED(pbNonce, NULL, STATUS_INVALID_PARAMETER);
	REFUSED(cbNonce, 11, STATUS_INVALID_PARAMETER);
	REFUSED(pbTag, NULL, STATUS_INVALID_PARAMETER);
	REFUSED(cbTag, 11, STATUS_INVALID_PARAMETER);
	REFUSED(cbTag, 17, STATUS_INVALID_PARAMETER);
	REFUSED(pbAuthData, NULL, STATUS_INVALID_PARAMETER);
	REFUSED(dwFlags, BCRYPT_AUTH_MODE_CHAIN_CALLS_FLAG, STATUS_NOT_SUPPORTED);
	SetUpTagged(&Tagged, 16);
	EXPECT_STATUS(BCryptEncrypt(Key, Tagged.Plain, GCM_BYTES, NULL, NULL, 0, Tagged.Text, GCM_BYTES, &Result, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptEncrypt(Key, Tagged.Plain, GCM_BYTES, &Tagged.Info, NULL, 0, Tagged.Text, GCM_BYTES,
				    &Result, BCRYPT_BLOCK_PADDING), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptEncrypt(Key, Tagged.Plain, GCM_BYTES, &Tagged.Info, NULL, 0, Tagged.Text,
				    GCM_BYTES - 1, &Result, 0), STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(BCryptEncrypt(Key, Tagged.Plain, GCM_BYTES, &Tagged.Info, NULL, 0, NULL, 0, &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(Result == GCM_BYTES && !Tagged.Tag[0]);
	EXPECT_STATUS(BCryptGetProperty(Key, BCRYPT_AUTH_TAG_LENGTH, (PUCHAR)&Lengths, sizeof(Lengths), &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(Lengths.dwMinLength == 12 && Lengths.dwMaxLength == 16 && Lengths.dwIncrement == 1);
}

/* A text that is longer than what a key has memory for. */
static VOID CheckLongTagged(struct kunit *test, BCRYPT_KEY_HANDLE Key, PUCHAR Text, ULONG Size)
{
	struct Tagged Tagged;
	ULONG Result = 0, At;

	for (At = 0; At < Size; At++)
		Text[At] = (UCHAR)At;
	SetUpTagged(&Tagged, 16);
	EXPECT_STATUS(BCryptEncrypt(Key, Text, Size, &Tagged.Info, NULL, 0, Text, Size, &Result, 0),
		      STATUS_SUCCESS);
	EXPECT(Text[100] != 100 || Text[101] != 101);
	EXPECT_STATUS(BCryptDecrypt(Key, Text, Size, &Tagged.Info, NULL, 0, Text, Size, &Result, 0),
		      STATUS_SUCCESS);
	for (At = 0; At < Size && Text[At] == (UCHAR)At; At++)
		;
	EXPECT(At == Size);
}

#define LONG_TEXT (3 * PAGE_SIZE + 5)

static VOID CheckPagesTagged(struct kunit *test, BCRYPT_KEY_HANDLE Key)
{
	PUCHAR Text = ExAllocatePoolWithTag(NonPagedPoolNx, LONG_TEXT, 'tseT');

	EXPECT(Text != NULL);
	if (!Text)
		return;
	CheckLongTagged(test, Key, Text, LONG_TEXT);
	ExFreePoolWithTag(Text, 'tseT');
}

static VOID CheckGcm(struct kunit *test)
{
	BCRYPT_KEY_HANDLE Key = MakeGcmKey(test, BCRYPT_AES_GCM_ALG_HANDLE, GCM_KEY);
	ULONG TagBytes;

	for (TagBytes = 12; TagBytes <= 16; TagBytes++)
		CheckTagged(test, Key, TagBytes);
	CheckTaggedZeros(test);
	CheckTaggedParameters(test, Key);
	CheckPagesTagged(test, Key);
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
}

/* ---- Others ------------------------------------------------------------------------------- */

/* row 1438 */
static VOID CheckRandom(struct kunit *test)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, BCRYPT_RNG_ALGORITHM, 0);
	UCHAR First[32] = { 0 }, Second[32] = { 0 };

	EXPECT_STATUS(BCryptGenRandom(NULL, First, 32, BCRYPT_USE_SYSTEM_PREFERRED_RNG), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptGenRandom(Provider, Second, 32, 0), STATUS_SUCCESS);
	EXPECT(!RtlEqualMemory(First, Second, 32));
	RtlCopyMemory(First, Second, 32);
	EXPECT_STATUS(BCryptGenRandom(BCRYPT_RNG_ALG_HANDLE, Second, 31, BCRYPT_RNG_USE_ENTROPY_IN_BUFFER),
		      STATUS_SUCCESS);
	EXPECT(!RtlEqualMemory(First, Second, 31));
	EXPECT(First[31] == Second[31]);
	EXPECT_STATUS(BCryptGenRandom(Provider, NULL, 0, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptGenRandom(Provider, NULL, 1, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptGenRandom(Provider, First, 32, 4), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptGenRandom(Provider, First, 32, BCRYPT_USE_SYSTEM_PREFERRED_RNG),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptGenRandom(NULL, First, 32, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptGenRandom(BCRYPT_SHA1_ALG_HANDLE, First, 32, 0), STATUS_NOT_SUPPORTED);
	EXPECT(Number(test, Provider, BCRYPT_PRIMITIVE_TYPE) == BCRYPT_RNG_INTERFACE);
	CloseProvider(test, Provider);
	EXPECT_STATUS(BCryptGenRandom(Provider, First, 32, 0), STATUS_INVALID_HANDLE);
}

/* row 1354 */
static VOID CheckOpen(struct kunit *test)
{
	BCRYPT_ALG_HANDLE Provider = BCRYPT_RNG_ALG_HANDLE;

	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Provider, L"Unknown", NULL, 0), STATUS_NOT_FOUND);
	EXPECT(Provider == NULL);
	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Provider, BCRYPT_RSA_ALGORITHM, NULL, 0), STATUS_NOT_FOUND);
	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Provider, BCRYPT_RNG_ALGORITHM, L"Another provider", 0),
		      STATUS_NOT_FOUND);
	EXPECT_STATUS(BCryptOpenAlgorithmProvider(NULL, BCRYPT_RNG_ALGORITHM, NULL, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Provider, NULL, NULL, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Provider, BCRYPT_RNG_ALGORITHM, NULL, 0x10),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Provider, BCRYPT_RNG_ALGORITHM, NULL,
						  BCRYPT_ALG_HANDLE_HMAC_FLAG), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(BCryptOpenAlgorithmProvider(&Provider, BCRYPT_RNG_ALGORITHM, MS_PRIMITIVE_PROVIDER, 0),
		      STATUS_SUCCESS);
	EXPECT_STATUS(BCryptCloseAlgorithmProvider(Provider, 1), STATUS_INVALID_PARAMETER);
	CloseProvider(test, Provider);
	EXPECT_STATUS(BCryptCloseAlgorithmProvider(Provider, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptCloseAlgorithmProvider(BCRYPT_RNG_ALG_HANDLE, 0), STATUS_INVALID_HANDLE);
}

/* row 1362: no handle, and handles of other things */
static VOID CheckHandles(struct kunit *test, PVOID Handle)
{
	UCHAR Value[32];
	ULONG Result;

	EXPECT_STATUS(BCryptCloseAlgorithmProvider(Handle, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptGetProperty(Handle, BCRYPT_HASH_LENGTH, NULL, 0, &Result, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptSetProperty(Handle, BCRYPT_CHAINING_MODE, Value, 2, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptGenRandom(Handle, Value, 32, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptCreateHash(Handle, &Handle, NULL, 0, NULL, 0, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptHash(Handle, NULL, 0, NULL, 0, Value, 32), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptHashData(Handle, Value, 32, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptFinishHash(Handle, Value, 32, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptDuplicateHash(Handle, &Handle, NULL, 0, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptDestroyHash(Handle), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptGenerateSymmetricKey(Handle, &Handle, NULL, 0, Value, 16, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptDuplicateKey(Handle, &Handle, NULL, 0, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptExportKey(Handle, NULL, BCRYPT_KEY_DATA_BLOB, NULL, 0, &Result, 0),
		      STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptImportKey(Handle, NULL, BCRYPT_KEY_DATA_BLOB, &Handle, NULL, 0, Value, 32, 0),
		      STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptEncrypt(Handle, Value, 16, NULL, NULL, 0, Value, 16, &Result, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptDecrypt(Handle, Value, 16, NULL, NULL, 0, Value, 16, &Result, 0), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptDestroyKey(Handle), STATUS_INVALID_HANDLE);
	EXPECT_STATUS(BCryptDeriveKeyPBKDF2(Handle, Value, 8, Value, 8, 1, Value, 32, 0), STATUS_INVALID_HANDLE);
}

/* row 1363: all that may be called at DISPATCH_LEVEL, with a provider for it */
static VOID CheckAtDispatchLevel(struct kunit *test)
{
	BCRYPT_ALG_HANDLE Sha = OpenProvider(test, BCRYPT_SHA256_ALGORITHM, BCRYPT_PROV_DISPATCH);
	BCRYPT_ALG_HANDLE Hmac = OpenProvider(test, BCRYPT_SHA256_ALGORITHM,
					      BCRYPT_PROV_DISPATCH | BCRYPT_ALG_HANDLE_HMAC_FLAG);
	BCRYPT_ALG_HANDLE Random = OpenProvider(test, BCRYPT_RNG_ALGORITHM, BCRYPT_PROV_DISPATCH);
	BCRYPT_HASH_HANDLE Hash = NULL, Other = NULL;
	UCHAR Value[32], Numbers[32] = { 0 }, Zeros[32] = { 0 };
	KIRQL Before;

	KeRaiseIrql(DISPATCH_LEVEL, &Before);
	EXPECT(Number(test, Sha, BCRYPT_HASH_LENGTH) == 32);
	EXPECT_STATUS(BCryptGenRandom(Random, Numbers, 32, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptHash(Sha, NULL, 0, Abc, 3, Value, 32), STATUS_SUCCESS);
	EXPECT(Are(Value, Digests[2].OfAbc));
	EXPECT_STATUS(BCryptCreateHash(Hmac, &Hash, NULL, 0, Jefe, 4, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptHashData(Hash, Want, sizeof(Want) - 1, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptDuplicateHash(Hash, &Other, NULL, 0, 0), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptDestroyHash(Hash), STATUS_SUCCESS);
	EXPECT_STATUS(BCryptFinishHash(Other, Value, 32, 0), STATUS_SUCCESS);
	EXPECT(Are(Value, Digests[2].HmacShortKey));
	EXPECT_STATUS(BCryptDestroyHash(Other), STATUS_SUCCESS);
	KeLowerIrql(Before);
	EXPECT(!RtlEqualMemory(Numbers, Zeros, 32));
	CloseProvider(test, Sha);
	CloseProvider(test, Hmac);
	CloseProvider(test, Random);
}

/* The same of ciphers, with a key that was made before. */
static VOID CheckCipherAtDispatchLevel(struct kunit *test, const struct Cipher *Cipher)
{
	BCRYPT_ALG_HANDLE Provider = OpenCipher(test, Cipher, BCRYPT_PROV_DISPATCH);
	BCRYPT_KEY_HANDLE Key = MakeKey(test, Cipher, Provider);
	KIRQL Before;

	KeRaiseIrql(DISPATCH_LEVEL, &Before);
	CheckBlocks(test, Cipher, Key);
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
	KeLowerIrql(Before);
	CloseProvider(test, Provider);
}

static VOID CheckGcmAtDispatchLevel(struct kunit *test)
{
	BCRYPT_ALG_HANDLE Provider = OpenProvider(test, BCRYPT_AES_ALGORITHM, BCRYPT_PROV_DISPATCH);
	BCRYPT_KEY_HANDLE Key;
	KIRQL Before;

	EXPECT_STATUS(BCryptSetProperty(Provider, BCRYPT_CHAINING_MODE, (PUCHAR)BCRYPT_CHAIN_MODE_GCM,
					sizeof(BCRYPT_CHAIN_MODE_GCM), 0), STATUS_SUCCESS);
	Key = MakeGcmKey(test, Provider, GCM_KEY);
	KeRaiseIrql(DISPATCH_LEVEL, &Before);
	CheckTagged(test, Key, 16);
	CheckTagged(test, Key, 13);
	CheckPagesTagged(test, Key);
	EXPECT_STATUS(BCryptDestroyKey(Key), STATUS_SUCCESS);
	KeLowerIrql(Before);
	CloseProvider(test, Provider);
}

#endif /* WINWORK_VM_BCRYPT_CHECKS_H */
