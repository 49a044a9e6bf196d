/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <bcrypt.h>: hashes, ciphers and random numbers.
 */
#ifndef __BCRYPT_H__
#define __BCRYPT_H__

#include <ntddk.h>
#include "winwork/bcrypt/definitions.h"
#include "winwork/bcrypt/provider.h"
#include "winwork/bcrypt/hash.h"
#include "winwork/bcrypt/key.h"

#endif /* __BCRYPT_H__ */
