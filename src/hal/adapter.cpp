/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Transfers between memory and devices.
 */
#include "adapter.hpp"

#include "linux/dma.h"
#include "linux/memory.h"

namespace ww {
namespace {

size_t list_bytes(u32 elements)
{
	return __builtin_offsetof(SCATTER_GATHER_LIST, Elements) +
	       elements * sizeof(SCATTER_GATHER_ELEMENT);
}

u64 reach(const Adapter &adapter)
{
	return adapter.width >= 64 ? ~0ull : (1ull << adapter.width) - 1;
}

size_t least(size_t one, size_t other)
{
	return one < other ? one : other;
}

} /* namespace */

bool adapter_init(Adapter &adapter, ww_dma_device *device, u32 width, size_t maximum_length)
{
	if (ww_dma_set_width(device, width))
		return false;
	adapter.device = device;
	adapter.width = width;
	adapter.is_narrow = ww_dma_is_narrow(device, width);
	adapter.maximum_length = maximum_length;
	adapter.registers = static_cast<u32>((maximum_length + PAGE_SIZE - 1) / PAGE_SIZE + 1);
	return true;
}

bool Transfer::init(const Adapter &adapter)
{
	const u32 registers = adapter.registers;

	adapter_ = &adapter;
	list_ = static_cast<PSCATTER_GATHER_LIST>(ww_zalloc_sleeping(list_bytes(registers)));
	pieces_ = static_cast<MappedPiece *>(ww_zalloc_sleeping(registers * sizeof(MappedPiece)));
	if (adapter.is_narrow)
		bounces_ = static_cast<BouncePage *>(
			ww_zalloc_sleeping(registers * sizeof(BouncePage)));
	if (!list_ || !pieces_ || (adapter.is_narrow && !bounces_))
		return false;
	for (u32 i = 0; adapter.is_narrow && i < registers; i++) {
		BouncePage &page = bounces_[i];

		page.memory = ww_dma_alloc(adapter.device, PAGE_SIZE, &page.address);
		if (!page.memory)
			return false;
	}
	return true;
}

void Transfer::exit()
{
	for (u32 i = 0; bounces_ && i < adapter_->registers; i++) {
		const BouncePage &page = bounces_[i];

		if (page.memory)
			ww_dma_free(adapter_->device, PAGE_SIZE, page.memory, page.address);
	}
	ww_free(bounces_);
	ww_free(pieces_);
	ww_free(list_);
	bounces_ = nullptr;
	pieces_ = nullptr;
	list_ = nullptr;
}

bool Transfer::bounce(MappedPiece &piece)
{
	if (!bounces_ || bounces_in_use_ == adapter_->registers)
		return false;

	const BouncePage &page = bounces_[bounces_in_use_];

	piece.bounce = static_cast<s32>(bounces_in_use_++);
	piece.address = page.address;
	if (to_device_)
		ww_copy_from_page(page.memory, piece.physical, piece.bytes);
	return true;
}

/* A piece whose address follows the last one's joins its element. */
bool Transfer::append(const MappedPiece &piece, u32 most)
{
	const ULONG count = list_->NumberOfElements;
	SCATTER_GATHER_ELEMENT *const last = count ? &list_->Elements[count - 1] : nullptr;

	if (last && static_cast<u64>(last->Address.QuadPart) + last->Length == piece.address) {
		last->Length += piece.bytes;
		return true;
	}
	if (count >= most)
		return false;
	list_->Elements[count] = {};
	list_->Elements[count].Address.QuadPart = static_cast<LONGLONG>(piece.address);
	list_->Elements[count].Length = piece.bytes;
	list_->NumberOfElements++;
	return true;
}

/* False when the piece is not part of this transfer, with a status of failure if that is an error. */
bool Transfer::add(u64 physical, u32 bytes, u32 most, NTSTATUS &status)
{
	MappedPiece piece = { 0, physical, bytes, -1 };

	if (pieces_in_use_ == adapter_->registers)
		return false;
	if (physical + bytes - 1 > reach(*adapter_)) {
		if (!bounce(piece)) {
			status = STATUS_INSUFFICIENT_RESOURCES;
			return false;
		}
	} else if (const s32 error = ww_dma_map(adapter_->device, physical, bytes, to_device_,
						&piece.address)) {
		status = error == -WW_EFAULT ? STATUS_INVALID_PARAMETER
					     : STATUS_INSUFFICIENT_RESOURCES;
		return false;
	}
	if (append(piece, most)) {
		pieces_[pieces_in_use_++] = piece;
		return true;
	}
	if (piece.bounce < 0)
		ww_dma_unmap(adapter_->device, piece.address, bytes, to_device_);
	else
		bounces_in_use_--;
	return false;
}

size_t Transfer::map(PMDL mdl, size_t offset, size_t bytes, u32 most, bool to_device,
		     NTSTATUS &status)
{
	const u32 limit = most < adapter_->registers ? most : adapter_->registers;
	size_t done = 0;

	list_->NumberOfElements = 0;
	pieces_in_use_ = 0;
	bounces_in_use_ = 0;
	to_device_ = to_device;
	status = STATUS_SUCCESS;
	bytes = least(bytes, adapter_->maximum_length);
	while (mdl && offset >= mdl->ByteCount) {
		offset -= mdl->ByteCount;
		mdl = mdl->Next;
	}
	while (mdl && done < bytes) {
		const size_t at = mdl->ByteOffset + offset;
		const size_t in_page = at % PAGE_SIZE;
		const size_t piece = least(least(PAGE_SIZE - in_page, mdl->ByteCount - offset),
					   bytes - done);
		const u64 frame = MmGetMdlPfnArray(mdl)[at / PAGE_SIZE];

		if (!add(frame * PAGE_SIZE + in_page, static_cast<u32>(piece), limit, status))
			break;
		done += piece;
		offset += piece;
		if (offset == mdl->ByteCount) {
			mdl = mdl->Next;
			offset = 0;
		}
	}
	/* What is mapped is moved first. An error of the rest shows when it is next. */
	if (!done && NT_SUCCESS(status))
		status = STATUS_INVALID_PARAMETER;
	if (done)
		status = STATUS_SUCCESS;
	return done;
}

void Transfer::unmap(size_t done)
{
	for (u32 i = 0; i < pieces_in_use_; i++) {
		const MappedPiece &piece = pieces_[i];
		const size_t moved = least(piece.bytes, done);

		if (piece.bounce < 0)
			ww_dma_unmap(adapter_->device, piece.address, piece.bytes, to_device_);
		else if (!to_device_ && moved)
			ww_copy_to_page(piece.physical, bounces_[piece.bounce].memory, moved);
		done -= moved;
	}
	pieces_in_use_ = 0;
	bounces_in_use_ = 0;
}

} /* namespace ww */
