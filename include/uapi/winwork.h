/* SPDX-License-Identifier: GPL-2.0 OR MIT */
/*
 * The system calls between programs and winwork.ko: ioctls on the files of /dev/winwork.
 *
 * The ABI is stable. 32-bit and 64-bit programs pass the same structures: each field has a fixed width
 * and its natural alignment, addresses are __u64, and no structure has padding.
 *
 * A structure begins with its size. winwork.ko accepts
 *
 *	a smaller size than the first version's (WINWORK_*_SIZE_0)	never: EINVAL
 *	a larger size than its own		if all bytes beyond its own structure are 0, else E2BIG
 *	a larger size than a page		never: E2BIG
 *
 * So a structure can grow at its end. The number of an ioctl keeps the first version's size.
 *
 * A status is an NTSTATUS. An ioctl that a driver has answered writes status and information. It
 * returns 0 unless the status is an error (the two highest bits set), else -1 with an errno that the
 * status translates to. A caller sets status to 0. If an ioctl fails and status is still 0, no driver
 * has seen the request.
 */
#ifndef _UAPI_WINWORK_H
#define _UAPI_WINWORK_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* The folder of the devices, and the file in it that takes WINWORK_CREATE, WINWORK_FLT, WINWORK_REGISTRY and WINWORK_EVENT. */
#define WINWORK_DEVICES "/dev/winwork"
#define WINWORK_CONTROL_FILE "/dev/winwork/.control"

/**
 * struct winwork_request - one request to the driver of an open device, and its result
 * @size: sizeof(struct winwork_request)
 * @code: the control code (CTL_CODE) of a control; 0 for other requests
 * @in: address of the input of a control; 0 if it has none
 * @out: address of the output of a control, or of the data that is read or written
 * @in_length: bytes at @in
 * @out_length: bytes at @out
 * @offset: byte offset of a read or a write; WINWORK_OFFSET_END and WINWORK_OFFSET_CURRENT are accepted. Any
 *	other negative one, and one from which the bytes go beyond the largest, is EINVAL
 * @cookie: names an asynchronous request to WINWORK_REAP and WINWORK_CANCEL; not 0
 * @event_fd: an eventfd to which 1 is added when an asynchronous request is complete; -1 for none
 * @major: one of WINWORK_MAJOR_*
 * @status: out: the NTSTATUS
 * @reserved: must be 0
 * @information: out: IoStatus.Information, nearly always the bytes that were transferred
 *
 * An ioctl ignores the fields that its description does not name, except @size and @reserved.
 */
struct winwork_request {
	__u32 size;
	__u32 code;
	__u64 in;
	__u64 out;
	__u32 in_length;
	__u32 out_length;
	__s64 offset;
	__u64 cookie;
	__s32 event_fd;
	__u32 major;
	__s32 status;
	__u32 reserved;
	__u64 information;
};

#define WINWORK_REQUEST_SIZE_0 72

/* @major: values of IRP_MJ_*. 0 is also a control. */
#define WINWORK_MAJOR_READ 3
#define WINWORK_MAJOR_WRITE 4
#define WINWORK_MAJOR_FLUSH 9
#define WINWORK_MAJOR_CONTROL 14

/* @offset: write at the end of the file; read or write at the file's current position. */
#define WINWORK_OFFSET_END (-1)
#define WINWORK_OFFSET_CURRENT (-2)

/**
 * struct winwork_create - opens a device by its Windows name
 * @size: sizeof(struct winwork_create)
 * @access: an ACCESS_MASK: FILE_READ_DATA, GENERIC_WRITE, ...
 * @share: FILE_SHARE_READ, FILE_SHARE_WRITE, FILE_SHARE_DELETE
 * @options: FILE_SYNCHRONOUS_IO_NONALERT and other create options; the lower 24 bits
 * @name: address of the name in UTF-8, without a terminator: ``\??\NAME``, ``\DosDevices\NAME`` or
 *	``\Device\NAME``, each with or without a rest ``\a\b``
 * @name_length: bytes at @name
 * @disposition: FILE_OPEN, FILE_CREATE, FILE_OPEN_IF, FILE_SUPERSEDE, FILE_OVERWRITE, FILE_OVERWRITE_IF
 * @fd: out: the open file; -1 if the ioctl fails
 * @status: out: the NTSTATUS of the create request
 * @attributes: FILE_ATTRIBUTE_*, which the driver gets as Parameters.Create.FileAttributes
 * @flags: O_CLOEXEC, O_NONBLOCK, or 0
 * @information: out: FILE_OPENED, FILE_CREATED, ...: IoStatus.Information of the create request
 */
struct winwork_create {
	__u32 size;
	__u32 access;
	__u32 share;
	__u32 options;
	__u64 name;
	__u32 name_length;
	__u32 disposition;
	__s32 fd;
	__s32 status;
	__u32 attributes;
	__u32 flags;
	__u64 information;
};

#define WINWORK_CREATE_SIZE_0 56

/**
 * struct winwork_flt - a question to the Filter Manager about minifilters, or an order
 * @size: sizeof(struct winwork_flt)
 * @operation: one of WINWORK_FLT_*
 * @status: out: the NTSTATUS
 * @file_system: out: the file system type of the volume, FLT_FSTYPE_*
 * @instances: out: how many instances the filter has
 * @reserved: must be 0
 * @serial: the last volume or filter of an enumeration; 0 for the first one. Out: the one that was found
 * @filter: the name of a filter: that of its module, without ``_driver`` at the end. Upper and lower case are alike in
 *	Latin letters
 * @volume: the name of a volume, such as ``\Device\HarddiskVolume2``
 * @instance: the name of an instance
 * @altitude: a decimal number
 *
 * The texts are UTF-8, and end with a zero in their arrays. An empty one says nothing.
 */
#define WINWORK_FLT_NAME 128
#define WINWORK_FLT_ALTITUDE 40
struct winwork_flt {
	__u32 size;
	__u32 operation;
	__s32 status;
	__u32 file_system;
	__u32 instances;
	__u32 reserved;
	__u64 serial;
	char filter[WINWORK_FLT_NAME];
	char volume[WINWORK_FLT_NAME];
	char instance[WINWORK_FLT_NAME];
	char altitude[WINWORK_FLT_ALTITUDE];
};

#define WINWORK_FLT_SIZE_0 456

/*
 * Values of @operation, and what they need.
 *
 *	ATTACH		@filter, @volume; @instance and @altitude, or the filter's own. Out: @instance
 *	DETACH		@filter, @volume; @instance, or the filter's highest one
 *	NEXT_FILTER	the filter after @serial. Out: @filter, @altitude, @instances
 *	NEXT_VOLUME	the volume after @serial. Out: @volume, @file_system
 *	NEXT_INSTANCE	with @volume: the highest instance on it below @altitude, of @filter or of any. Without: the
 *			same, on the volume @serial or a later one. Out: all
 *	FIND_FILTER	@filter. Out: as for NEXT_FILTER
 *
 * An enumeration passes what it got the last time. It ends with STATUS_NO_MORE_ENTRIES, which is no error. Objects
 * that come and go meanwhile may be in it or not. The others are in it once.
 */
#define WINWORK_FLT_ATTACH 1
#define WINWORK_FLT_DETACH 2
#define WINWORK_FLT_NEXT_FILTER 3
#define WINWORK_FLT_NEXT_VOLUME 4
#define WINWORK_FLT_NEXT_INSTANCE 5
#define WINWORK_FLT_FIND_FILTER 6

/**
 * struct winwork_registry - an operation on a key of the registry, and its result
 * @size: sizeof(struct winwork_registry)
 * @operation: one of WINWORK_REGISTRY_*
 * @name: address of a name in UTF-16, without a terminator
 * @data: address of the data of a value or of a class, or of the place for a result
 * @name_bytes: bytes at @name: even, at most 65534
 * @data_bytes: bytes at @data. Out: those of the whole result, of which as many as there is room for are written
 * @access: an ACCESS_MASK: KEY_READ, KEY_SET_VALUE, ...
 * @number: the place in an enumeration, from 0; for a new key REG_OPTION_VOLATILE, or 0. Out: of WINWORK_REGISTRY_CREATE
 *	REG_CREATED_NEW_KEY or REG_OPENED_EXISTING_KEY
 * @kind: the type of a value, REG_*; for a question the KEY_INFORMATION_CLASS or KEY_VALUE_INFORMATION_CLASS
 * @fd: out: the file of the opened key; -1 if there is none
 * @status: out: the NTSTATUS
 * @flags: O_CLOEXEC for @fd, or 0
 *
 * What an operation does not use is ignored, except @flags.
 */
struct winwork_registry {
	__u32 size;
	__u32 operation;
	__u64 name;
	__u64 data;
	__u32 name_bytes;
	__u32 data_bytes;
	__u32 access;
	__u32 number;
	__u32 kind;
	__s32 fd;
	__s32 status;
	__u32 flags;
};

#define WINWORK_REGISTRY_SIZE_0 56

/*
 * Values of @operation, what they use, and the right that the file of the key must have.
 *
 *	OPEN		@name, @access. Out: @fd
 *	CREATE		@name, @access, @number; @data is the class of a new key in UTF-16. Out: @fd, @number
 *	QUERY_KEY	@kind: KeyBasicInformation, Node, Full, Name or Cached. Out: @data. KEY_QUERY_VALUE
 *	NEXT_KEY	@number, @kind: the first three of these. Out: @data of a subkey. KEY_ENUMERATE_SUB_KEYS
 *	QUERY_VALUE	@name, @kind. Out: @data. KEY_QUERY_VALUE
 *	NEXT_VALUE	@number, @kind. Out: @data. KEY_QUERY_VALUE
 *	SET_VALUE	@name, @kind, @data. KEY_SET_VALUE
 *	DELETE_VALUE	@name. KEY_SET_VALUE
 *	DELETE_KEY	a key without subkeys. DELETE
 *	FLUSH		KEY_QUERY_VALUE
 *
 * Without the right: STATUS_ACCESS_DENIED. The first two also take WINWORK_CONTROL_FILE: then the name is whole,
 * ``\Registry\Machine\...``. On the file of a key it begins there, and an empty one is that key.
 */
#define WINWORK_REGISTRY_OPEN 1
#define WINWORK_REGISTRY_CREATE 2
#define WINWORK_REGISTRY_QUERY_KEY 3
#define WINWORK_REGISTRY_NEXT_KEY 4
#define WINWORK_REGISTRY_QUERY_VALUE 5
#define WINWORK_REGISTRY_NEXT_VALUE 6
#define WINWORK_REGISTRY_SET_VALUE 7
#define WINWORK_REGISTRY_DELETE_VALUE 8
#define WINWORK_REGISTRY_DELETE_KEY 9
#define WINWORK_REGISTRY_FLUSH 10

/**
 * struct winwork_event - an event with a name, which programs and drivers share
 * @size: sizeof(struct winwork_event)
 * @operation: WINWORK_EVENT_OPEN, or WINWORK_EVENT_CREATE: the event of that name is opened, or else made
 * @name: address of the name in UTF-8, without a terminator. It is in the folder ``\BaseNamedObjects``, and has
 *	neither a backslash nor a control character
 * @name_bytes: bytes at @name: at least one
 * @flags: O_CLOEXEC and O_NONBLOCK for @fd
 * @kind: of a new event: WINWORK_EVENT_NOTIFICATION or WINWORK_EVENT_SYNCHRONIZATION. Out: of the event
 * @is_set: whether a new event is set
 * @fd: out: the file of the event
 * @status: out: 0, or STATUS_OBJECT_NAME_EXISTS (0x40000000) if WINWORK_EVENT_CREATE has opened an event
 */
struct winwork_event {
	__u32 size;
	__u32 operation;
	__u64 name;
	__u32 name_bytes;
	__u32 flags;
	__u32 kind;
	__u32 is_set;
	__s32 fd;
	__s32 status;
};

#define WINWORK_EVENT_SIZE_0 40

#define WINWORK_EVENT_OPEN 1
#define WINWORK_EVENT_CREATE 2

#define WINWORK_EVENT_NOTIFICATION 0
#define WINWORK_EVENT_SYNCHRONIZATION 1

#define WINWORK_IOCTL 0xE7
#define WINWORK_IOWR(number, size) _IOC(_IOC_READ | _IOC_WRITE, WINWORK_IOCTL, number, size)

/**
 * WINWORK_CONTROL - sends a request and waits until it is complete
 *
 * @major 0 or WINWORK_MAJOR_CONTROL sends the control @code with @in and @out. WINWORK_MAJOR_READ,
 * WINWORK_MAJOR_WRITE and WINWORK_MAJOR_FLUSH do what read(2), write(2) and fsync(2) do, with @out,
 * @out_length and @offset. Unlike them they give the caller the whole status.
 *
 * A signal cancels the request, as for read(2). EINVAL: another @major.
 */
#define WINWORK_CONTROL WINWORK_IOWR(1, WINWORK_REQUEST_SIZE_0)

/**
 * WINWORK_SUBMIT - sends a request and returns when the driver's dispatch routine has returned
 *
 * Fields as for WINWORK_CONTROL, and @cookie and @event_fd. @status is STATUS_PENDING (0x103), or the
 * status of a request that is already complete.
 *
 * If the ioctl succeeds, the request is reaped exactly once, also one that is already complete. When it
 * completes, first the output is written, then the request can be reaped, then @event_fd is signalled.
 *
 * If the ioctl fails, nothing can be reaped and @event_fd is not signalled. It also fails if the
 * driver completed the request with an error without having marked it pending.
 *
 * The memory at @out is pinned until the request is complete, and @in was read when the ioctl returns,
 * except with METHOD_NEITHER, which pins both. EFAULT, and no driver sees the request: the program may
 * not use the memory. EINVAL: another @major, @cookie is 0, or the file was opened with
 * FILE_SYNCHRONOUS_IO_ALERT or FILE_SYNCHRONOUS_IO_NONALERT. EBADF: @event_fd is neither -1 nor an
 * eventfd. ENOSPC: 1024 requests of the file are submitted and not reaped.
 */
#define WINWORK_SUBMIT WINWORK_IOWR(2, WINWORK_REQUEST_SIZE_0)

/**
 * WINWORK_REAP - takes the result of one complete asynchronous request, the oldest first
 *
 * Out: @cookie, @code and @major as they were submitted, @status, @information. The ioctl returns 0 for
 * each status, also for an error. It does not wait: EAGAIN if no request is complete. While a request
 * is submitted and not reaped, poll(2) reports POLLIN if one can be reaped.
 */
#define WINWORK_REAP WINWORK_IOWR(3, WINWORK_REQUEST_SIZE_0)

/**
 * WINWORK_CANCEL - cancels the submitted requests with @cookie; @cookie 0: all of the file
 *
 * All includes the requests of io_submit(2). The ioctl does not wait. A cancelled request completes as the driver decides, and is reaped like any
 * other. ENOENT: no such request, or all are complete.
 */
#define WINWORK_CANCEL WINWORK_IOWR(4, WINWORK_REQUEST_SIZE_0)

/**
 * WINWORK_CREATE - opens a device; on WINWORK_CONTROL_FILE only
 *
 * The argument is a struct winwork_create. The caller needs the permissions of the device's node. A
 * device without a node needs CAP_SYS_ADMIN.
 */
#define WINWORK_CREATE WINWORK_IOWR(5, WINWORK_CREATE_SIZE_0)

/**
 * WINWORK_CLEANUP - ends the use of an open device, as the last CloseHandle() does on Windows
 *
 * No argument. The driver gets IRP_MJ_CLEANUP. Then all requests of the file are cancelled, and the ioctl
 * waits for them. Later requests fail with EBADF (STATUS_FILE_CLOSED), but WINWORK_REAP works. A
 * close(2) is still necessary.
 */
#define WINWORK_CLEANUP _IO(WINWORK_IOCTL, 6)

/**
 * WINWORK_FLT - asks or tells the Filter Manager; on WINWORK_CONTROL_FILE only
 *
 * The argument is a struct winwork_flt. EPERM without CAP_SYS_ADMIN in the first user namespace. EINVAL: another
 * @operation, a text without an end. Callbacks of the minifilter are called in the caller's thread: attaching calls
 * InstanceSetupCallback, and detaching waits for the operations in the instance.
 */
#define WINWORK_FLT WINWORK_IOWR(7, WINWORK_FLT_SIZE_0)

/**
 * WINWORK_REGISTRY - an operation on the registry; on WINWORK_CONTROL_FILE, and on the files that it opens
 *
 * The argument is a struct winwork_registry. EPERM without CAP_SYS_ADMIN in the first user namespace, to open a key.
 * The file of a key has the rights that were asked for, for any process that gets it. EINVAL: another @operation or
 * @kind, a name of odd length. E2BIG: more than 64 MiB of data. Drivers that watch the registry are called in the
 * caller's thread.
 */
#define WINWORK_REGISTRY WINWORK_IOWR(8, WINWORK_REGISTRY_SIZE_0)

/**
 * WINWORK_EVENT - opens or makes an event with a name; on WINWORK_CONTROL_FILE only
 *
 * The argument is a struct winwork_event. The file is used as an eventfd: poll(2) reports POLLIN while the event is set,
 * read(2) of 8 bytes waits until it is set and resets it, and write(2) of 8 bytes that are not 0 sets it. The event has
 * its name until the last file and the last handle of a driver are closed.
 *
 * ENOENT: no event has the name. EPROTOTYPE: another object has it. EACCES: the event is of a driver or of another user,
 * and the caller has no CAP_DAC_OVERRIDE in the first user namespace; a driver's event is for all if its security
 * descriptor has a null access control list. ENAMETOOLONG. EINVAL: another @operation or @kind, a name that is wrong.
 */
#define WINWORK_EVENT WINWORK_IOWR(9, WINWORK_EVENT_SIZE_0)

/*
 * The I/O control codes of a minifilter's communication port, whose node is /dev/winwork/FilterPort/NAME. They are
 * codes for struct winwork_request. Their buffers are copied.
 *
 * WINWORK_PORT_CONNECT: the input, which may be empty, is the context that the minifilter gets. The first control
 * of a file; STATUS_INVALID_DEVICE_REQUEST for a second one. STATUS_CONNECTION_COUNT_LIMIT.
 * WINWORK_PORT_SEND: the input is a message to the minifilter, the output its answer.
 * WINWORK_PORT_GET: the output is a message of the minifilter, behind a FILTER_MESSAGE_HEADER. Pends until there is
 * one. STATUS_BUFFER_TOO_SMALL: the message waits for another request.
 * WINWORK_PORT_REPLY: the input is a reply, behind a FILTER_REPLY_HEADER. STATUS_FLT_NO_WAITER_FOR_REPLY.
 *
 * All but the first fail with STATUS_PORT_DISCONNECTED when there is no connection, or no more.
 */
#define WINWORK_PORT_CONNECT 0x88E72000
#define WINWORK_PORT_SEND 0x88E72004
#define WINWORK_PORT_GET 0x88E72008
#define WINWORK_PORT_REPLY 0x88E7200C

#endif
