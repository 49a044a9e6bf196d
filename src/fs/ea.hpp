/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Extended attributes, in the structures of Windows.
 */
#pragma once

#include <ntifs.h>

#include "file_object.hpp"

namespace ww {

constexpr size_t kEaHeader = __builtin_offsetof(FILE_FULL_EA_INFORMATION, EaName);
constexpr size_t kEaName = 255;		/* bytes */
constexpr size_t kEaValue = 65535;
/* The longest one, with the zero behind its name. */
constexpr size_t kLongestEa = kEaHeader + kEaName + 1 + kEaValue;

inline size_t bytes_of(const FILE_FULL_EA_INFORMATION &ea)
{
	return kEaHeader + ea.EaNameLength + 1 + ea.EaValueLength;
}

inline const u8 *value_of(const FILE_FULL_EA_INFORMATION &ea)
{
	return reinterpret_cast<const u8 *>(ea.EaName) + ea.EaNameLength + 1;
}

/* The structures of a buffer, which may have any content, one after another. */
class EaChain {
public:
	EaChain(const void *buffer, size_t bytes) : at_(static_cast<const u8 *>(buffer)), left_(bytes) {}

	/* Null at the end, or behind what is no such structure. */
	const FILE_FULL_EA_INFORMATION *next();
	bool is_broken() const { return is_broken_; }

private:
	const FILE_FULL_EA_INFORMATION *take(size_t offset);

	const u8 *at_;
	size_t left_;
	size_t offset_ = 0;		/* of the next one */
	bool is_over_ = false, is_broken_ = false;
};

} /* namespace ww */
