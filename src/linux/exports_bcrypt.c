// SPDX-License-Identifier: GPL-2.0
/*
 * The exports for cryptography.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <bcrypt.h>

EXPORT_SYMBOL_GPL(BCryptOpenAlgorithmProvider);
EXPORT_SYMBOL_GPL(BCryptCloseAlgorithmProvider);
EXPORT_SYMBOL_GPL(BCryptGetProperty);
EXPORT_SYMBOL_GPL(BCryptSetProperty);
EXPORT_SYMBOL_GPL(BCryptGenRandom);
EXPORT_SYMBOL_GPL(BCryptCreateHash);
EXPORT_SYMBOL_GPL(BCryptHashData);
EXPORT_SYMBOL_GPL(BCryptFinishHash);
EXPORT_SYMBOL_GPL(BCryptDuplicateHash);
EXPORT_SYMBOL_GPL(BCryptDestroyHash);
EXPORT_SYMBOL_GPL(BCryptHash);
EXPORT_SYMBOL_GPL(BCryptDeriveKeyPBKDF2);
EXPORT_SYMBOL_GPL(BCryptGenerateSymmetricKey);
EXPORT_SYMBOL_GPL(BCryptImportKey);
EXPORT_SYMBOL_GPL(BCryptDuplicateKey);
EXPORT_SYMBOL_GPL(BCryptExportKey);
EXPORT_SYMBOL_GPL(BCryptDestroyKey);
EXPORT_SYMBOL_GPL(BCryptEncrypt);
EXPORT_SYMBOL_GPL(BCryptDecrypt);
