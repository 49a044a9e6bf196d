/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <bcrypt.h>: cryptography.
 */
#ifndef __BCRYPT_H__
#define __BCRYPT_H__

#include <ntddk.h>
#include "winwork/bcrypt/definitions.h"

#endif /* __BCRYPT_H__ */
