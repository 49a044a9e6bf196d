/* SPDX-License-Identifier: GPL-2.0 */
/*
 * QUERY_SECURITY and SET_SECURITY of drivers: owner, group and mode of a lower file as a security descriptor.
 */
#include "base/errno.hpp"
#include "own.hpp"
#include "rights.hpp"
#include "status.hpp"

namespace ww {
namespace {

constexpr SECURITY_INFORMATION kKnown =
	OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
/* Whether rights come from the folder: on Linux they never do. */
constexpr SECURITY_INFORMATION kWithoutEffect = PROTECTED_DACL_SECURITY_INFORMATION |
						UNPROTECTED_DACL_SECURITY_INFORMATION;

NTSTATUS status_of(int error)
{
	return error ? status_of_errno(-error) : STATUS_SUCCESS;
}

/* Calls what(place) for a file that is open. */
template <typename What>
int at_place(FileObject &file, What what)
{
	const PlaceGuard guard(file);
	const ww_place place = guard.place();

	return guard ? what(place) : -kInvalid;
}

int rights_of(FileObject &file, ww_fs_rights &rights)
{
	return at_place(file, [&](const ww_place &place) { return ww_lower_rights(&place, &rights); });
}

/* The parts that a driver asks for, or sets. */
void take_parts(ww_fs_rights &rights, SECURITY_INFORMATION parts)
{
	rights.sets_owner = parts & OWNER_SECURITY_INFORMATION;
	rights.sets_group = parts & GROUP_SECURITY_INFORMATION;
	rights.sets_mode = parts & DACL_SECURITY_INFORMATION;
}

/* ---- A descriptor of a driver's -------------------------------------------------------------- */

enum Part : u32 { kOwner, kGroup, kSacl, kDacl };

/* Self-relative: the offsets of the parts, else their addresses. */
const u8 *part_of(const u8 *descriptor, Part part)
{
	const auto *head = reinterpret_cast<const RightsDescriptor *>(descriptor);
	const u32 offset = (&head->owner_at)[part];

	if (!(head->control & kSelfRelative))
		return reinterpret_cast<const u8 *const *>(descriptor + sizeof(void *))[part];
	return offset ? descriptor + offset : nullptr;
}

/* The memory ends with the last number. */
template <typename Sid>
bool is_same_sid(const u8 *sid, const Sid &other)
{
	return sid[__builtin_offsetof(Sid, parts)] == other.parts && !__builtin_memcmp(sid, &other, sizeof(other));
}

/* False for one that is not S-1-22-@kind-NUMBER. */
bool number_of(const u8 *sid, u32 kind, u32 &number)
{
	if (!sid || sid[__builtin_offsetof(UnixSid, parts)] != 2)
		return false;
	__builtin_memcpy(&number, sid + __builtin_offsetof(UnixSid, part[1]), sizeof(number));
	return is_same_sid(sid, unix_sid(kind, number));
}

/* As Linux: those of the owner, the group, the others. Below 0: the list says nothing of them. */
struct ModeBits {
	s32 owner = -1, group = -1, others = -1;

	/* Everyone is also the owner and the group. */
	u32 mode() const
	{
		const s32 all = others < 0 ? 0 : others;

		return static_cast<u32>((owner < 0 ? all : owner) << 6 | (group < 0 ? all : group) << 3 | all);
	}
};

/* Null for another user, whose rights a mode cannot say. */
s32 *bits_of(ModeBits &bits, const u8 *sid, const ww_fs_rights &rights)
{
	if (is_same_sid(sid, unix_sid(kSidOfUser, rights.owner)))
		return &bits.owner;
	if (is_same_sid(sid, unix_sid(kSidOfGroup, rights.group)))
		return &bits.group;
	return is_same_sid(sid, world_sid) ? &bits.others : nullptr;
}

NTSTATUS add_ace(ModeBits &bits, const AllowedAce<WorldSid> &ace, const ww_fs_rights &rights)
{
	s32 *const of = ace.type ? nullptr : bits_of(bits, reinterpret_cast<const u8 *>(&ace.sid), rights);

	if (!of)
		return STATUS_INVALID_ACL;
	*of = (*of < 0 ? 0 : *of) | static_cast<s32>(mode_of_access(ace.access));
	return STATUS_SUCCESS;
}

/* From the first byte to the last number. */
size_t bytes_of(const AllowedAce<WorldSid> &ace)
{
	return __builtin_offsetof(AllowedAce<WorldSid>, sid.part) + sizeof(u32) * ace.sid.parts;
}

NTSTATUS mode_of_list(const u8 *list, const ww_fs_rights &rights, u32 &mode)
{
	const auto *acl = reinterpret_cast<const ACL *>(list);
	const u8 *at = list + sizeof(ACL), *const end = list + acl->AclSize;
	NTSTATUS status = STATUS_SUCCESS;
	ModeBits bits;

	for (u32 i = 0; i < acl->AceCount && NT_SUCCESS(status); i++) {
		const auto *ace = reinterpret_cast<const AllowedAce<WorldSid> *>(at);

		if (at + sizeof(*ace) > end || ace->bytes < bytes_of(*ace) || at + ace->bytes > end)
			return STATUS_INVALID_ACL;
		if (!(ace->flags & kInheritOnly))
			status = add_ace(bits, *ace, rights);
		at += ace->bytes;
	}
	mode = bits.mode();
	return status;
}

/* Replaces the parts that are set. */
NTSTATUS take_descriptor(ww_fs_rights &rights, const u8 *descriptor)
{
	const u8 *const list = part_of(descriptor, kDacl);

	if (*descriptor != SECURITY_DESCRIPTOR_REVISION)
		return STATUS_UNKNOWN_REVISION;
	if (rights.sets_owner && !number_of(part_of(descriptor, kOwner), kSidOfUser, rights.owner))
		return STATUS_INVALID_OWNER;
	if (rights.sets_group && !number_of(part_of(descriptor, kGroup), kSidOfGroup, rights.group))
		return STATUS_INVALID_PRIMARY_GROUP;
	if (!rights.sets_mode)
		return STATUS_SUCCESS;
	/* Without a list each right is everyone's. */
	rights.mode = 0777;
	return list ? mode_of_list(list, rights, rights.mode) : STATUS_SUCCESS;
}

NTSTATUS set(FileObject &file, SECURITY_INFORMATION parts, const void *descriptor)
{
	ww_fs_rights rights = {};

	if (parts & ~(kKnown | kWithoutEffect))
		return STATUS_NOT_SUPPORTED;

	int error = rights_of(file, rights);

	if (error)
		return status_of(error);
	take_parts(rights, parts);

	const NTSTATUS status = take_descriptor(rights, static_cast<const u8 *>(descriptor));

	if (!NT_SUCCESS(status))
		return status;
	error = at_place(file, [&](const ww_place &place) { return ww_lower_set_rights(&place, &rights); });
	return status_of(error);
}

} /* namespace */

/* Without room, the bytes that are needed. */
s64 own_query_security_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &wanted = iopb.Parameters.QuerySecurity;
	ww_fs_rights rights = {};
	const int error = rights_of(*call.file, rights);

	if (error)
		return error;
	take_parts(rights, wanted.SecurityInformation);

	const RightsDescriptor descriptor = descriptor_of(rights);

	if (!wanted.SecurityBuffer || wanted.Length < sizeof(descriptor))
		call.bottom_success = STATUS_BUFFER_OVERFLOW;
	else
		__builtin_memcpy(wanted.SecurityBuffer, &descriptor, sizeof(descriptor));
	return sizeof(descriptor);
}

s64 own_set_security_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &left = iopb.Parameters.SetSecurity;

	if (!left.SecurityDescriptor)
		return -kInvalid;
	call.bottom_success = set(*call.file, left.SecurityInformation, left.SecurityDescriptor);
	return 0;
}

} /* namespace ww */
