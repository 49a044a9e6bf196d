/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Security descriptors for communication ports. Linux checks the permissions of the port's node instead.
 */
#include "filter_manager.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ob/image.hpp"
#include "port.hpp"

namespace ww {
namespace {

/* As in memory on Windows: a descriptor that is not self-relative, and what it points to. */
struct Sid {
	u8 revision;
	u8 parts;
	u8 authority[6];
	u32 part[2];
};

struct AllowedAce {
	u8 type;
	u8 flags;
	u16 bytes;
	u32 access;
	Sid sid;
};

struct Descriptor {
	SECURITY_DESCRIPTOR head;
	struct {
		ACL header;
		AllowedAce system;
		AllowedAce administrators;
	} acl;
	Sid administrators;
};

static_assert(sizeof(Sid) == 16 && sizeof(AllowedAce) == 24);

constexpr u8 kNtAuthority = 5;

constexpr Sid kSystem = { 1, 1, { 0, 0, 0, 0, 0, kNtAuthority }, { 18, 0 } };
constexpr Sid kAdministrators = { 1, 2, { 0, 0, 0, 0, 0, kNtAuthority }, { 32, 544 } };

/* An identifier with fewer parts is shorter. */
constexpr u16 bytes_of(const Sid &sid)
{
	return static_cast<u16>(sizeof(Sid) - (2 - sid.parts) * sizeof(u32));
}

AllowedAce allow(const Sid &sid, u32 access)
{
	return { 0, 0, static_cast<u16>(8 + bytes_of(sid)), access, sid };
}

/* The administrators' entry follows that of the system, which is shorter than its structure. */
void fill(Descriptor &descriptor, u32 access)
{
	constexpr size_t kSystemBytes = 8 + bytes_of(kSystem);
	const AllowedAce administrators = allow(kAdministrators, access);

	descriptor.administrators = kAdministrators;
	descriptor.head = { .Revision = SECURITY_DESCRIPTOR_REVISION, .Sbz1 = 0, .Control = SE_DACL_PRESENT,
			    .Owner = &descriptor.administrators, .Group = &descriptor.administrators,
			    .Sacl = nullptr, .Dacl = &descriptor.acl.header };
	descriptor.acl.header = { ACL_REVISION, 0,
				  static_cast<USHORT>(sizeof(ACL) + kSystemBytes +
						      administrators.bytes), 2, 0 };
	descriptor.acl.system = allow(kSystem, access);
	__builtin_memcpy(reinterpret_cast<char *>(&descriptor.acl.system) + kSystemBytes,
			 &administrators, administrators.bytes);
}

constinit const ObjectType descriptor_type = { .name = "security descriptor",
					       .ended_by = "FltFreeSecurityDescriptor" };

} /* namespace */

bool is_security_descriptor(const void *descriptor)
{
	return is_kernel_address(descriptor) &&
	       static_cast<const SECURITY_DESCRIPTOR *>(descriptor)->Revision == SECURITY_DESCRIPTOR_REVISION;
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltBuildDefaultSecurityDescriptor(PSECURITY_DESCRIPTOR *SecurityDescriptor,
						  ACCESS_MASK DesiredAccess)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	if (!SecurityDescriptor)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "SecurityDescriptor is NULL");

	auto *descriptor = static_cast<Descriptor *>(object_create(
		descriptor_type, sizeof(Descriptor), driver_of_address(call.caller)));

	*SecurityDescriptor = descriptor;
	if (!descriptor)
		return STATUS_INSUFFICIENT_RESOURCES;
	fill(*descriptor, DesiredAccess);
	return STATUS_SUCCESS;
}

VOID FLTAPI FltFreeSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor)
{
	const CallSite call = WW_CALL_SITE;

	if (at_apc_or_below(call, SecurityDescriptor) &&
	    check_type(call, SecurityDescriptor, descriptor_type))
		object_dereference(SecurityDescriptor);
}

} /* extern "C" */
