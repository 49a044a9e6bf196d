/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Transfers between memory and devices.
 */
#include "adapter.hpp"

#include "base/irql.hpp"
#include "linux/dma.h"
#include "linux/memory.h"

namespace ww {
namespace {

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
	adapter.width = ww_dma_width(device);
	adapter.is_narrow = ww_dma_is_narrow(device, adapter.width);
	adapter.maximum_length = maximum_length;
	adapter.registers = static_cast<u32>((maximum_length + PAGE_SIZE - 1) / PAGE_SIZE + 1);
	return true;
}

bool Transfer::init(const Adapter &adapter)
{
	const u32 registers = adapter.registers;
	const bool may_sleep = current_irql() < kDispatchLevel;
	const auto allocate = may_sleep ? ww_zalloc_sleeping : ww_zalloc;
	auto *const list = static_cast<PSCATTER_GATHER_LIST>(allocate(list_bytes(registers)));

	if (!list || !init(adapter, registers, list)) {
		ww_free(list);
		list_ = nullptr;
		return false;
	}
	owns_list_ = true;
	if (!adapter.is_narrow)
		return true;
	bounces_ = static_cast<BouncePage *>(allocate(registers * sizeof(BouncePage)));
	for (u32 i = 0; bounces_ && i < registers; i++) {
		BouncePage &page = bounces_[i];

		page.memory = ww_dma_alloc(adapter.device, PAGE_SIZE, &page.address, may_sleep);
		if (!page.memory)
			return false;
	}
	return bounces_;
}

bool Transfer::init(const Adapter &adapter, u32 registers, PSCATTER_GATHER_LIST list)
{
	const auto allocate = current_irql() < kDispatchLevel ? ww_zalloc_sleeping : ww_zalloc;

	adapter_ = &adapter;
	registers_ = registers;
	list_ = list;
	owns_list_ = false;
	bounces_ = nullptr;
	row_ = {};
	bounces_all_ = false;
	pieces_in_use_ = 0;
	bounces_in_use_ = 0;
	was_flushed_ = false;
	pieces_ = static_cast<MappedPiece *>(allocate(registers * sizeof(MappedPiece)));
	return pieces_;
}

void Transfer::use_row(const BouncePage &first, bool all)
{
	row_ = first;
	bounces_all_ = all;
}

void Transfer::exit()
{
	for (u32 i = 0; bounces_ && i < registers_; i++) {
		const BouncePage &page = bounces_[i];

		if (page.memory)
			ww_dma_free(adapter_->device, PAGE_SIZE, page.memory, page.address);
	}
	ww_free(bounces_);
	ww_free(pieces_);
	if (owns_list_)
		ww_free(list_);
	bounces_ = nullptr;
	pieces_ = nullptr;
	list_ = nullptr;
}

BouncePage Transfer::bounce_page(u32 number) const
{
	if (bounces_)
		return bounces_[number];

	const size_t offset = static_cast<size_t>(number) * PAGE_SIZE;

	return { static_cast<char *>(row_.memory) + offset, row_.address + offset };
}

/* The copy of a piece is at the same place in its page. So pieces that follow each other stay in one piece. */
void *Transfer::bounced(const MappedPiece &piece) const
{
	return static_cast<char *>(bounce_page(static_cast<u32>(piece.bounce)).memory) +
	       piece.physical % PAGE_SIZE;
}

/*
 * The copy is filled for both directions. A device may write less than the whole of it, and then the end copies back
 * what the pages had, and no bytes of another transfer.
 */
bool Transfer::bounce(MappedPiece &piece)
{
	if ((!bounces_ && !row_.memory) || bounces_in_use_ == registers_)
		return false;
	piece.bounce = static_cast<s32>(bounces_in_use_++);
	piece.address = bounce_page(static_cast<u32>(piece.bounce)).address + piece.physical % PAGE_SIZE;
	ww_copy_from_page(bounced(piece), piece.physical, piece.bytes);
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
bool Transfer::add(MappedPiece piece, u32 most, NTSTATUS &status)
{
	const u64 physical = piece.physical;
	const u32 bytes = piece.bytes;

	if (pieces_in_use_ == registers_)
		return false;
	/* An IOMMU gives a page that is beyond the mask an address that is not. */
	if (bounces_all_ || (adapter_->is_narrow && physical + bytes - 1 > reach(*adapter_))) {
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
	if (piece.bounce == kMapped)
		ww_dma_unmap(adapter_->device, piece.address, bytes, to_device_);
	else
		bounces_in_use_--;
	return false;
}

size_t Transfer::map(PMDL mdl, size_t offset, size_t bytes, u32 most, bool to_device,
		     NTSTATUS &status)
{
	pieces_in_use_ = 0;
	bounces_in_use_ = 0;
	was_flushed_ = false;
	return map_more(mdl, offset, bytes, most, to_device, status);
}

size_t Transfer::map_more(PMDL mdl, size_t offset, size_t bytes, u32 most, bool to_device, NTSTATUS &status)
{
	const u32 limit = most < registers_ ? most : registers_;
	const size_t start = offset;
	size_t done = 0;

	if (was_flushed_)
		unmap(0);
	list_->NumberOfElements = 0;
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

		/* Linux has no pages for the memory of devices. */
		if (mdl->MdlFlags & MDL_IO_SPACE) {
			status = STATUS_INVALID_PARAMETER;
			break;
		}
		if (!add({ 0, frame * PAGE_SIZE + in_page, static_cast<u32>(piece), kMapped, start + done }, limit,
			 status))
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

/* The device has moved the bytes @from to @to of the piece. */
void Transfer::end(const MappedPiece &piece, size_t from, size_t to)
{
	if (piece.bounce == kMapped)
		ww_dma_unmap(adapter_->device, piece.address, piece.bytes, to_device_);
	else if (piece.bounce >= 0 && !to_device_ && from < to)
		ww_copy_to_page(piece.physical + from, static_cast<char *>(bounced(piece)) + from, to - from);
}

bool Transfer::flush(size_t offset, size_t bytes)
{
	const size_t stop = offset + bytes;
	u32 kept = 0;
	bool has_any = false;

	for (u32 i = 0; i < pieces_in_use_; i++) {
		MappedPiece piece = pieces_[i];
		const size_t from = offset > piece.at ? offset - piece.at : 0;
		const size_t to = stop > piece.at ? least(stop - piece.at, piece.bytes) : 0;

		if (from < to) {
			has_any = true;
			end(piece, from, to);
			if (to - from == piece.bytes)
				continue;
			if (piece.bounce == kMapped)
				piece.bounce = kUnmapped;
		}
		pieces_[kept++] = piece;
	}
	pieces_in_use_ = kept;
	if (!kept)
		bounces_in_use_ = 0;
	was_flushed_ = was_flushed_ || has_any;
	return has_any;
}

void Transfer::unmap(size_t done)
{
	for (u32 i = 0; i < pieces_in_use_; i++) {
		const size_t moved = least(pieces_[i].bytes, done);

		end(pieces_[i], 0, moved);
		done -= moved;
	}
	pieces_in_use_ = 0;
	bounces_in_use_ = 0;
	was_flushed_ = false;
}

} /* namespace ww */
