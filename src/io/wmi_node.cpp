/* SPDX-License-Identifier: GPL-2.0 */
#include "wmi_node.hpp"

namespace ww {
namespace {

/* A string whose length is in front of it. Returns the offset behind it. */
ULONG write_text(void *node, ULONG offset, const UNICODE_STRING &text)
{
	u8 *const to = static_cast<u8 *>(node) + offset;

	__builtin_memcpy(to, &text.Length, sizeof(text.Length));
	__builtin_memcpy(to + sizeof(text.Length), text.Buffer, text.Length);
	return static_cast<ULONG>(offset + sizeof(text.Length) + text.Length);
}

u64 text_bytes(const UNICODE_STRING &text)
{
	return sizeof(text.Length) + u64{ text.Length };
}

/* The client learns what a node of the right size would have. */
ULONG write_too_small(WNODE_TOO_SMALL &node, ULONG needed)
{
	node.WnodeHeader.BufferSize = sizeof(node);
	node.WnodeHeader.Flags = WNODE_FLAG_TOO_SMALL;
	node.SizeNeeded = needed;
	return sizeof(node);
}

} /* namespace */

bool wmi_is_request(UCHAR minor)
{
	return minor <= IRP_MN_EXECUTE_METHOD || minor == IRP_MN_REGINFO_EX;
}

bool wmi_has_data(UCHAR minor)
{
	return minor == IRP_MN_QUERY_ALL_DATA || minor == IRP_MN_QUERY_SINGLE_INSTANCE ||
	       minor == IRP_MN_EXECUTE_METHOD;
}

ULONG wmi_offset_of_data(UCHAR minor, const void *node)
{
	switch (minor) {
	case IRP_MN_QUERY_ALL_DATA: return static_cast<const WNODE_ALL_DATA *>(node)->DataBlockOffset;
	case IRP_MN_EXECUTE_METHOD: return static_cast<const WNODE_METHOD_ITEM *>(node)->DataBlockOffset;
	default: return static_cast<const WNODE_SINGLE_INSTANCE *>(node)->DataBlockOffset;
	}
}

WmiEnd wmi_end_data(UCHAR minor, void *node, NTSTATUS status, ULONG bytes)
{
	if (!NT_SUCCESS(status) && status != STATUS_BUFFER_TOO_SMALL)
		return { status, 0 };

	const ULONG all = wmi_offset_of_data(minor, node) + bytes;

	if (!NT_SUCCESS(status))
		return { STATUS_SUCCESS, write_too_small(*static_cast<WNODE_TOO_SMALL *>(node), all) };

	auto &header = *static_cast<WNODE_HEADER *>(node);

	header.BufferSize = all;
	KeQuerySystemTime(&header.TimeStamp);
	return { status, all };
}

WMIREGINFOW *wmi_begin_reginfo(void *buffer, ULONG size, ULONG count, const WmiProviderTexts &texts,
			       ULONG &information, ULONG &base_name)
{
	auto *const node = static_cast<WMIREGINFOW *>(buffer);
	const u64 needed = sizeof(*node) + u64{ count } * sizeof(WMIREGGUIDW) +
			   text_bytes(texts.mof_resource) + text_bytes(texts.registry_path) +
			   (texts.base_name.Buffer ? text_bytes(texts.base_name) : 0);

	node->BufferSize = static_cast<ULONG>(needed);
	if (needed > size) {
		information = sizeof(node->BufferSize);
		return nullptr;
	}
	information = node->BufferSize;
	node->NextWmiRegInfo = 0;
	node->GuidCount = count;
	node->MofResourceName = static_cast<ULONG>(sizeof(*node) + count * sizeof(WMIREGGUIDW));
	node->RegistryPath = write_text(node, node->MofResourceName, texts.mof_resource);
	base_name = write_text(node, node->RegistryPath, texts.registry_path);
	if (texts.base_name.Buffer)
		write_text(node, base_name, texts.base_name);
	return node;
}

} /* namespace ww */
