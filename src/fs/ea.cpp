/* SPDX-License-Identifier: GPL-2.0 */
/*
 * QUERY_EA and SET_EA of drivers, and what they share with those of programs.
 */
#include "ea.hpp"

#include "base/errno.hpp"
#include "ea_lower.hpp"
#include "linux/memory.h"
#include "own.hpp"
#include "status.hpp"

namespace ww {
namespace {

constexpr int kNoData = 61;	/* ENODATA */
constexpr int kRange = 34;	/* ERANGE */

/* A name that Linux's functions can take. */
struct Name {
	char text[kEaName + 1];

	Name(const CHAR *name, size_t bytes)
	{
		__builtin_memcpy(text, name, bytes);
		text[bytes] = 0;
	}
};

/* ---- Answers -------------------------------------------------------------------------------- */

struct EaAnswer {
	u8 *buffer;
	size_t room;
	size_t done = 0;
	FILE_FULL_EA_INFORMATION *last = nullptr;
};

constexpr size_t aligned(size_t offset)
{
	return (offset + 3) & ~size_t{3};
}

void append(EaAnswer &answer, size_t offset, const char *name, size_t name_bytes, size_t value_bytes)
{
	auto *ea = reinterpret_cast<FILE_FULL_EA_INFORMATION *>(answer.buffer + offset);

	ea->NextEntryOffset = 0;
	ea->Flags = 0;
	ea->EaNameLength = static_cast<UCHAR>(name_bytes);
	ea->EaValueLength = static_cast<USHORT>(value_bytes);
	__builtin_memcpy(ea->EaName, name, name_bytes + 1);
	if (answer.last)
		answer.last->NextEntryOffset = static_cast<ULONG>(
			reinterpret_cast<u8 *>(ea) - reinterpret_cast<u8 *>(answer.last));
	answer.last = ea;
	answer.done = offset + bytes_of(*ea);
}

/* STATUS_BUFFER_OVERFLOW: there is no room for it. */
NTSTATUS add(EaAnswer &answer, const EaSource &source, const char *name)
{
	const size_t bytes = __builtin_strlen(name), offset = aligned(answer.done);
	const size_t value = offset + kEaHeader + bytes + 1;

	if (answer.room <= value)
		return STATUS_BUFFER_OVERFLOW;

	const s64 found = ww_lower_ea(&source.place, source.is_own, name, answer.buffer + value, answer.room - value);

	if (found == -kRange)
		return STATUS_BUFFER_OVERFLOW;
	if (found < 0 && (found != -kNoData || !source.takes_absent))
		return status_of_errno(static_cast<int>(-found));
	if (found > s64{ kEaValue })
		return STATUS_EA_TOO_LARGE;
	append(answer, offset, name, bytes, found < 0 ? 0 : static_cast<size_t>(found));
	return STATUS_SUCCESS;
}

/* What did not fit is for another query, if something did. */
NTSTATUS end_of(const EaAnswer &answer, NTSTATUS status)
{
	if (status != STATUS_BUFFER_OVERFLOW)
		return status;
	return answer.done ? STATUS_SUCCESS : STATUS_BUFFER_TOO_SMALL;
}

/* ---- By names ------------------------------------------------------------------------------- */

constexpr size_t kGetHeader = __builtin_offsetof(FILE_GET_EA_INFORMATION, EaName);

NTSTATUS query_list(EaAnswer &answer, const EaSource &source, const EaQuery &query)
{
	const auto *list = static_cast<const u8 *>(query.list);
	size_t left = query.list_bytes;

	for (;;) {
		const auto *wanted = reinterpret_cast<const FILE_GET_EA_INFORMATION *>(list);

		if (left < kGetHeader || left - kGetHeader < wanted->EaNameLength || !wanted->EaNameLength)
			return STATUS_EA_LIST_INCONSISTENT;

		const NTSTATUS status = add(answer, source, Name(wanted->EaName, wanted->EaNameLength).text);
		const size_t step = wanted->NextEntryOffset;

		if (!NT_SUCCESS(status) || query.is_single || !step)
			return end_of(answer, status);
		if (step > left || step % 4)
			return STATUS_EA_LIST_INCONSISTENT;
		list += step;
		left -= step;
	}
}

/* ---- All of them ---------------------------------------------------------------------------- */

/* The names from the first one on, which counts from 0. */
NTSTATUS add_names(EaAnswer &answer, const EaSource &source, const EaQuery &query, const char *names, size_t bytes,
		   u32 &next)
{
	NTSTATUS status = STATUS_SUCCESS;
	u32 index = 0;

	for (const char *name = names; name < names + bytes; name += __builtin_strlen(name) + 1, index++) {
		if (index < next)
			continue;
		status = add(answer, source, name);
		if (!NT_SUCCESS(status))
			break;
		next = index + 1;
		if (query.is_single)
			break;
	}
	if (!answer.done && NT_SUCCESS(status))
		return index ? STATUS_NO_MORE_EAS : STATUS_NO_EAS_ON_FILE;
	return end_of(answer, status);
}

NTSTATUS query_all(EaAnswer &answer, EaSource &source, const EaQuery &query)
{
	u32 next = query.index ? query.index - 1 : query.restarts ? 0 : source.next.load();
	char *names = nullptr;
	const s64 bytes = ww_lower_ea_names(&source.place, source.is_own, &names);

	if (bytes < 0)
		return status_of_errno(static_cast<int>(-bytes));

	const NTSTATUS status = add_names(answer, source, query, names, static_cast<size_t>(bytes), next);

	source.next.store(next);
	ww_free_large(names);
	return status;
}

/* ---- Changes -------------------------------------------------------------------------------- */

NTSTATUS set_one(const EaSource &source, const FILE_FULL_EA_INFORMATION &ea)
{
	const bool is_removal = !ea.EaValueLength;
	const int error = ww_lower_set_ea(&source.place, source.is_own, Name(ea.EaName, ea.EaNameLength).text,
					  is_removal ? nullptr : value_of(ea), ea.EaValueLength, 0);

	return error && !(is_removal && error == -kNoData) ? status_of_errno(-error) : STATUS_SUCCESS;
}

NTSTATUS set_all(const EaSource &source, const void *buffer, size_t bytes)
{
	EaChain chain(buffer, bytes);
	NTSTATUS status = STATUS_SUCCESS;

	while (NT_SUCCESS(status)) {
		const FILE_FULL_EA_INFORMATION *ea = chain.next();

		if (!ea)
			return chain.is_broken() ? STATUS_EA_LIST_INCONSISTENT : STATUS_SUCCESS;
		status = set_one(source, *ea);
	}
	return status;
}

} /* namespace */

const FILE_FULL_EA_INFORMATION *EaChain::next()
{
	if (is_over_)
		return nullptr;

	const FILE_FULL_EA_INFORMATION *ea = take(offset_);

	is_broken_ = !ea;
	is_over_ = !ea || !ea->NextEntryOffset;
	if (ea)
		offset_ = ea->NextEntryOffset;
	return ea;
}

/* Moves to what is @offset bytes on. */
const FILE_FULL_EA_INFORMATION *EaChain::take(size_t offset)
{
	if (offset % 4 || offset > left_)
		return nullptr;
	at_ += offset;
	left_ -= offset;

	const auto *ea = reinterpret_cast<const FILE_FULL_EA_INFORMATION *>(at_);
	const bool is_whole = left_ > kEaHeader && bytes_of(*ea) <= left_ && ea->EaNameLength &&
			      (!ea->NextEntryOffset || ea->NextEntryOffset >= bytes_of(*ea));

	return is_whole && !ea->EaName[ea->EaNameLength] && __builtin_strlen(ea->EaName) == ea->EaNameLength ? ea
													     : nullptr;
}

NTSTATUS query_eas(EaSource &source, const EaQuery &query, u8 *buffer, size_t room, size_t &done)
{
	EaAnswer answer = { buffer, room };
	const NTSTATUS status = query.list ? query_list(answer, source, query) : query_all(answer, source, query);

	done = NT_SUCCESS(status) ? answer.done : 0;
	return status;
}

EaQuery ea_query_of(const FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &parameters = iopb.Parameters.QueryEa;
	const UCHAR flags = iopb.OperationFlags;

	return { parameters.EaList, parameters.EaListLength, flags & SL_INDEX_SPECIFIED ? parameters.EaIndex : 0,
		 (flags & SL_RETURN_SINGLE_ENTRY) != 0, (flags & SL_RESTART_SCAN) != 0 };
}

s64 own_query_ea_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &wanted = iopb.Parameters.QueryEa;
	const PlaceGuard guard(*call.file);
	EaSource source = { guard.place(), true, true, call.file->next_ea };
	size_t done = 0;

	if (!guard || !wanted.EaBuffer)
		return -kInvalid;
	call.bottom_success = query_eas(source, ea_query_of(iopb), static_cast<u8 *>(wanted.EaBuffer), wanted.Length,
					done);
	return static_cast<s64>(done);
}

s64 own_set_ea_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &wanted = iopb.Parameters.SetEa;
	const PlaceGuard guard(*call.file);
	const EaSource source = { guard.place(), true, true, call.file->next_ea };

	if (!guard || !wanted.EaBuffer)
		return -kInvalid;
	call.bottom_success = set_all(source, wanted.EaBuffer, wanted.Length);
	return 0;
}

} /* namespace ww */
