/* SPDX-License-Identifier: GPL-2.0 */
/*
 * chown(2) and chmod(2): SET_SECURITY.
 */
#include "rights.hpp"

#include "base/errno.hpp"
#include "change.hpp"

namespace ww {
namespace {

constexpr UnixSid sid_of_user(u32 number)
{
	return unix_sid(kSidOfUser, number);
}

constexpr UnixSid sid_of_group(u32 number)
{
	return unix_sid(kSidOfGroup, number);
}

/* The lowest three bits of a mode. */
constexpr u32 access_of(u32 mode)
{
	return (mode & 4 ? FILE_GENERIC_READ : 0u) | (mode & 2 ? FILE_GENERIC_WRITE : 0u) |
	       (mode & 1 ? FILE_GENERIC_EXECUTE : 0u);
}

template <typename Sid> AllowedAce<Sid> allow(const Sid &sid, u32 mode)
{
	return { 0, 0, sizeof(AllowedAce<Sid>), access_of(mode), sid };
}

void set_acl(RightsDescriptor &descriptor, const ww_fs_rights &rights)
{
	auto &acl = descriptor.acl;

	descriptor.control |= kDaclPresent;
	descriptor.dacl_at = __builtin_offsetof(RightsDescriptor, acl);
	acl.header = { ACL_REVISION, 0, sizeof(acl), 3, 0 };
	acl.owner = allow(sid_of_user(rights.owner), rights.mode >> 6);
	acl.group = allow(sid_of_group(rights.group), rights.mode >> 3);
	acl.others = allow(world_sid, rights.mode);
}

} /* namespace */

u32 mode_of_access(ACCESS_MASK access)
{
	const bool all = access & GENERIC_ALL;

	return (all || access & (FILE_READ_DATA | GENERIC_READ) ? 4u : 0u) |
	       (all || access & (FILE_WRITE_DATA | GENERIC_WRITE) ? 2u : 0u) |
	       (all || access & (FILE_EXECUTE | GENERIC_EXECUTE) ? 1u : 0u);
}

RightsDescriptor descriptor_of(const ww_fs_rights &rights)
{
	RightsDescriptor descriptor{};

	descriptor.revision = SECURITY_DESCRIPTOR_REVISION;
	descriptor.control = kSelfRelative;

	if (rights.sets_owner) {
		descriptor.owner_at = __builtin_offsetof(RightsDescriptor, owner);
		descriptor.owner = sid_of_user(rights.owner);
	}
	if (rights.sets_group) {
		descriptor.group_at = __builtin_offsetof(RightsDescriptor, group);
		descriptor.group = sid_of_group(rights.group);
	}
	if (rights.sets_mode)
		set_acl(descriptor, rights);
	return descriptor;
}

SECURITY_INFORMATION parts_of(const ww_fs_rights &rights)
{
	return (rights.sets_owner ? OWNER_SECURITY_INFORMATION : 0u) |
	       (rights.sets_group ? GROUP_SECURITY_INFORMATION : 0u) |
	       (rights.sets_mode ? DACL_SECURITY_INFORMATION : 0u);
}

namespace {

bool fill_rights(Call &call, const ww_fs_change &change)
{
	auto &parameters = call.request.Iopb.Parameters.SetSecurity;
	auto *descriptor = static_cast<RightsDescriptor *>(make_buffer(call, sizeof(RightsDescriptor)));

	if (!descriptor)
		return false;
	*descriptor = descriptor_of(change.rights);
	parameters.SecurityInformation = parts_of(change.rights);
	parameters.SecurityDescriptor = descriptor;
	return true;
}

/* A filter may refuse it. Other rights than those that the program asked for would need its right to set them. */
s64 set_rights(Call &call, const FLT_IO_PARAMETER_BLOCK &left)
{
	ww_fs_change &change = change_of(call);
	const RightsDescriptor asked = descriptor_of(change.rights);
	const auto &parameters = left.Parameters.SetSecurity;

	if (parameters.SecurityInformation != parts_of(change.rights) ||
	    parameters.SecurityDescriptor != call.request.Iopb.Parameters.SetSecurity.SecurityDescriptor ||
	    __builtin_memcmp(parameters.SecurityDescriptor, &asked, sizeof(asked)))
		return -kInvalid;
	return change.lower(&change);
}

} /* namespace */

constexpr ChangeKind rights_kind = { IRP_MJ_SET_SECURITY, WW_FS_SET_SECURITY, fill_rights, set_rights, change_lower,
				     WRITE_DAC | WRITE_OWNER };

} /* namespace ww */
