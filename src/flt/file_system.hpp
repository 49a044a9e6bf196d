/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FileSystem: what the Filter Manager asks the file system whose files it filters. There is one, that of
 * the mounts. Other file objects are a port's: of these only the members are known.
 */
#pragma once

#include "filter_manager.hpp"
#include "name_information.hpp"
#include "own_operation.hpp"

struct ww_section;

namespace ww {

/* A driver's query of a volume, which the caller keeps. */
struct OwnVolumeQuery {
	PFLT_VOLUME volume;
	const Altitude *below;		/* null, or only the instances below it get the operation */
	PFILE_OBJECT file;		/* an open one, or null: the volume itself */
	FS_INFORMATION_CLASS kind;
	void *buffer;
	ULONG length;
	ULONG done;			/* bytes, afterwards */
};

/* A driver's open of a file. */
struct OwnCreate {
	CallSite call;
	PFLT_FILTER filter;		/* the caller keeps it, as the next two */
	PFLT_INSTANCE instance;		/* only those below it get the operations; or null */
	PFLT_VOLUME volume;
	PFILE_OBJECT root;		/* the folder that the name is relative to; null: that of the volume */
	UNICODE_STRING name;
	ACCESS_MASK access;
	ULONG disposition;
	ULONG options;
	ULONG attributes;
	bool checks_access;		/* with the rights of the thread */
	bool is_private;		/* a new folder: for the system alone */
	PECP_LIST parameters;		/* or null */
	/* Out. */
	ULONG_PTR information;
	HANDLE handle;
	PFILE_OBJECT file;		/* with a kept reference for the caller */
};

inline bool is_by_id(const OwnCreate &create)
{
	return create.options & FILE_OPEN_BY_FILE_ID;
}

struct Operation;

struct FileSystem {
	/* Whether the mount of a volume that is not being deleted can be written at this time. */
	bool (*is_writable)(const void *mount);
	/* Whether the file object is one of its own. Any pointer. The other questions are about such. */
	bool (*owns)(const FILE_OBJECT *file);
	/* Whether it has been opened below all filters, and not closed yet. */
	bool (*is_open)(const FILE_OBJECT *file);
	/* Whether FileName is a file ID: FILE_OPEN_BY_FILE_ID. */
	bool (*is_by_id)(const FILE_OBJECT *file);
	/* Whether the open file is a folder. <= APC_LEVEL. */
	bool (*is_folder)(PFILE_OBJECT file);
	/* The volume, with a kept reference. Null after the close, when it may be gone. <= APC_LEVEL. */
	PFLT_VOLUME (*hold_volume)(PFILE_OBJECT file);
	/*
	 * The present path of the file. <= APC_LEVEL, and it takes no lock of a file or a folder. That of a file ID before
	 * the open: PASSIVE_LEVEL.
	 */
	NTSTATUS (*name_of)(PFILE_OBJECT file, NewName &name);
	/* Sends it, and waits for its end. PASSIVE_LEVEL. */
	NTSTATUS (*perform)(OwnOperation &own);
	NTSTATUS (*query_volume)(OwnVolumeQuery &query);	/* the same */
	/*
	 * Sends a synchronous operation that is on its way up once more, to the instances below and the file system. Its
	 * result becomes that of the operation. PASSIVE_LEVEL.
	 */
	void (*reissue)(CallSite call, Operation &operation, const FLT_IO_PARAMETER_BLOCK &iopb,
			const Altitude &below);
	/* Ends an open that all instances below this one, and the file system, have seen succeed. */
	void (*cancel_open)(PFLT_INSTANCE instance, PFILE_OBJECT file);
	/* Whether the files of a mount have sections. */
	bool (*has_sections)(const void *mount);
	/* A section of an open file, with a reference. PASSIVE_LEVEL. */
	NTSTATUS (*create_section)(PFILE_OBJECT file, ww_section *&section);
	/* Sends the CREATE. PASSIVE_LEVEL. */
	NTSTATUS (*create)(OwnCreate &create);
	/*
	 * Reports and closes the files in the list of an instance or a volume; of @filter, if that is not null. The
	 * rundown of the instance has ended, or that of the filter has begun.
	 */
	void (*close_left)(CallSite call, FileObject *&list, PFLT_VOLUME volume, PFLT_FILTER filter);
	/* Ends the files in the list of a volume whose rundown has begun. The driver closes the handles later. */
	void (*end)(FileObject *&list, PFLT_VOLUME volume);
};

void flt_set_file_system(const FileSystem &file_system);

/* FileSystem::end and ::close_left. */
void files_end(FileObject *&list, PFLT_VOLUME volume);
void files_close_left(CallSite call, FileObject *&list, PFLT_VOLUME volume, PFLT_FILTER filter = nullptr);

/* The file system of a volume, or null for one of a port. */
const FileSystem *file_system_of_volume(const _FLT_VOLUME *volume);

/* Whether it can be written. That of a port can. The caller has rundown protection on the volume. */
bool volume_is_writable(PFLT_VOLUME volume);

/* The file system that owns the file object, or null. */
const FileSystem *file_system_of(const FILE_OBJECT *file);

/* Whether it has been opened below all filters, and not closed yet. Of a port's file FsContext says it. */
bool file_is_open(const FILE_OBJECT *file);

/*
 * The volume, with a kept reference. A file of a port is on that of @instance, which may be null. Null: the
 * volume is not known, or the file has just been closed.
 */
PFLT_VOLUME file_hold_volume(PFILE_OBJECT file, PFLT_INSTANCE instance);

/* Whether the file is on the instance's volume. */
bool file_is_on(PFILE_OBJECT file, PFLT_INSTANCE instance);

} /* namespace ww */
