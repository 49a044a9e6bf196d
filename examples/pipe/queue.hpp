/* SPDX-License-Identifier: MIT */
#pragma once

#include <ntddk.h>
#include <csq.h>

/* A cancel-safe queue of reads and writes. */
class RequestQueue : public IO_CSQ {
public:
	NTSTATUS initialize();

	/* The IRP was taken out. It is the oldest one of its kind again. */
	void put_back(PIRP irp) { IoCsqInsertIrpEx(this, irp, nullptr, this); }

	/* The oldest read or write, or the oldest request of a file; null if there is none. */
	PIRP remove(UCHAR major) { return remove_next({ major, nullptr }); }
	PIRP remove(PFILE_OBJECT file) { return remove_next({ 0, file }); }

private:
	struct Wanted {
		UCHAR major;
		PFILE_OBJECT file;
	};

	PIRP remove_next(Wanted wanted) { return IoCsqRemoveNextIrp(this, &wanted); }

	static IO_CSQ_INSERT_IRP_EX on_insert;
	static IO_CSQ_REMOVE_IRP on_remove;
	static IO_CSQ_PEEK_NEXT_IRP on_peek;
	static IO_CSQ_ACQUIRE_LOCK on_acquire;
	static IO_CSQ_RELEASE_LOCK on_release;
	static IO_CSQ_COMPLETE_CANCELED_IRP on_cancel;

	LIST_ENTRY irps_;
	KSPIN_LOCK lock_;
};
