/* SPDX-License-Identifier: GPL-2.0 */
#include "transfer.hpp"

#include "base/errno.hpp"

namespace ww {
namespace {

bool is_unknown(NTSTATUS status)
{
	return status == STATUS_NOT_SUPPORTED || status == STATUS_NOT_IMPLEMENTED ||
	       status == STATUS_INVALID_DEVICE_REQUEST;
}

} /* namespace */

bool hid_is_read(enum ww_hid_transfer how)
{
	return how == WW_HID_GET_INPUT || how == WW_HID_GET_FEATURE;
}

s32 hid_result(enum ww_hid_transfer how, const HidAnswer &answer, u32 bytes)
{
	if (!NT_SUCCESS(answer.status))
		return how == WW_HID_WRITE && is_unknown(answer.status) ? -WW_ENOSYS : -errno_of(answer.status);
	return static_cast<s32>(hid_is_read(how) ? answer.bytes : bytes);
}

} /* namespace ww */
