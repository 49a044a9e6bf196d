/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The security descriptor of a file: its owner, its group, and the bits of its mode.
 */
#pragma once

#include <ntifs.h>

#include "base/types.hpp"
#include "linux/fs.h"

namespace ww {

/* S-1-22-1-UID and S-1-22-2-GID. */
struct UnixSid {
	u8 revision;
	u8 parts;
	u8 authority[6];
	u32 part[2];
};

/* S-1-1-0. */
struct WorldSid {
	u8 revision;
	u8 parts;
	u8 authority[6];
	u32 part[1];
};

/* Of an ACE: it says nothing of the object itself. INHERIT_ONLY_ACE. */
constexpr u8 kInheritOnly = 0x08;

template <typename Sid> struct AllowedAce {
	u8 type;
	u8 flags;
	u16 bytes;
	u32 access;
	Sid sid;
};

/* Self-relative: what is not there has the offset 0, and is zero. */
struct RightsDescriptor {
	u8 revision;
	u8 zero;
	u16 control;
	u32 owner_at, group_at, sacl_at, dacl_at;
	UnixSid owner, group;
	struct {
		ACL header;
		AllowedAce<UnixSid> owner, group;
		AllowedAce<WorldSid> others;
	} acl;
};

constexpr u16 kDaclPresent = 0x4, kSelfRelative = 0x8000;
constexpr u8 kUnixAuthority = 22, kWorldAuthority = 1;
/* The first number of a UnixSid. */
constexpr u32 kSidOfUser = 1, kSidOfGroup = 2;

constexpr UnixSid unix_sid(u32 kind, u32 number)
{
	return { 1, 2, { 0, 0, 0, 0, 0, kUnixAuthority }, { kind, number } };
}

constexpr WorldSid world_sid = { 1, 1, { 0, 0, 0, 0, 0, kWorldAuthority }, { 0 } };

static_assert(sizeof(UnixSid) == 16 && sizeof(WorldSid) == 12 && sizeof(RightsDescriptor) == 128);

/* With the parts that @rights sets. */
RightsDescriptor descriptor_of(const ww_fs_rights &rights);
/* Three bits of a mode: what a list of access allows of reading, writing and executing. */
u32 mode_of_access(ACCESS_MASK access);
/* Those parts. */
SECURITY_INFORMATION parts_of(const ww_fs_rights &rights);

} /* namespace ww */
