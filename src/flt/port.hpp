/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Communication ports. A minifilter has server ports, which programs connect to. Each connection is a
 * client port. Both are objects of src/ob, and PFLT_PORT points to their bodies.
 *
 * A program opens the name of a server port on a device of the Filter Manager's own driver object, and its
 * connection, messages and replies are requests of that file. The ports are objects of that driver object
 * too. So a minifilter can go while programs have its ports open.
 *
 * References: a server port has its creator's, which FltCloseCommunicationPort drops, and one of each file
 * that was opened by its name. A client port has the minifilter's, which FltCloseClientPort drops, and its
 * file's. Its filter lists a server port until it is closed, and a client port while it is connected, and
 * when it is over and the minifilter has not dropped it. A call of the minifilter has rundown protection on
 * the filter.
 *
 * Locks, from the outermost in:
 *
 *	ports (port.cpp)	the filters' lists, and the members that say so
 *	ClientPort::lock	messages, requests for them, and the end of the connection
 *
 * Neither is held while the minifilter is called, a request is completed, or a message is copied.
 */
#pragma once

#include "base/digital_tree.hpp"
#include "base/text.hpp"
#include "filter_manager.hpp"
#include "ob/object.hpp"

namespace ww {

extern const ObjectType server_port_type;
extern const ObjectType client_port_type;

struct Message;
struct ClientPort;

struct ServerPort {
	PFLT_FILTER filter;		/* null once it is closed; under the ports' lock, as the next two */
	ServerPort *next;		/* of the filter */
	ServerPort **link;
	PFLT_CONNECT_NOTIFY connect;
	PFLT_DISCONNECT_NOTIFY disconnect;
	PFLT_MESSAGE_NOTIFY message;	/* or null */
	void *cookie;
	u32 most;			/* connections */
	Atomic<u32> connections;
};

enum class PortState : u8 {
	connecting,			/* the connect callback is called */
	connected,
	over,				/* a thread calls the disconnect callback, or has done so */
};

struct ClientPort {
	ServerPort *server;
	const void *maker;		/* the filter; only to be compared */
	PFLT_FILTER filter;		/* while it is connected; under the ports' lock, as the next four */
	ClientPort *next;
	ClientPort **link;
	PortState state;
	bool is_dropped;		/* by FltCloseClientPort */
	void *cookie;			/* of the connection; the minifilter's */
	EX_RUNDOWN_REF calls;		/* of the message callback: the disconnect callback comes later */
	Lock lock;
	bool is_over WW_GUARDED_BY(lock);	/* no message comes or goes any more */
	LIST_ENTRY gets WW_GUARDED_BY(lock);	/* IRPs that wait for a message, by their ListEntry */
	LIST_ENTRY queued WW_GUARDED_BY(lock);	/* messages that wait for an IRP: one of the two is empty */
	DigitalTree<Message> unanswered WW_GUARDED_BY(lock);
};

/* Validates a client port that a driver names, and holds a reference on it. */
class ClientReference {
public:
	ClientReference(CallSite call, ClientPort *port);
	~ClientReference();
	ClientReference(const ClientReference &) = delete;
	ClientReference &operator=(const ClientReference &) = delete;

	explicit operator bool() const { return port_ != nullptr; }

private:
	ClientPort *port_;		/* or null, after a report */
};

/* An open file of the ports' device. */
struct PortFile {
	ServerPort *server;
	Atomic<bool> was_used;		/* for a connection, which the callback may have refused */
	Atomic<ClientPort *> client;	/* or null */
};

/* ---- port.cpp ------------------------------------------------------------------------------- */

void ports_init();

/* The server port with that name, with a reference; or null. */
ServerPort *server_port_find(const char *name);

/* Connects the file, and calls the minifilter. @context: the program's data, or null. PASSIVE_LEVEL. */
NTSTATUS port_connect(PortFile &file, void *context, u32 bytes);

/*
 * Ends the messages, and calls the disconnect callback, unless the connection has ended. PASSIVE_LEVEL.
 */
void port_disconnect(ClientPort &port);

/* Calls the message callback. @returned: how much of the output it has filled. PASSIVE_LEVEL. */
NTSTATUS port_send(ClientPort &port, void *in, u32 in_bytes, void *out, u32 out_bytes, u32 &returned);

/*
 * For a filter whose rundown has begun: closes the server ports that it has left, with a report, and
 * disconnects its clients. ports_forget() is for the time when nothing calls the minifilter any more: it
 * reports and drops the client ports that it has left. PASSIVE_LEVEL.
 */
void ports_end(CallSite call, PFLT_FILTER filter);
void ports_forget(CallSite call, PFLT_FILTER filter);

/* ---- message.cpp ---------------------------------------------------------------------------- */

void messages_init(ClientPort &port);

/* Gives the IRP the oldest message, or keeps it for the next one. Completes it, now or later. */
void message_get(ClientPort &port, PIRP irp);

/* A program's reply, which begins with its FILTER_REPLY_HEADER. <= APC_LEVEL. */
NTSTATUS message_reply(ClientPort &port, const void *reply, u32 bytes);

/* The end of the connection: releases the senders, and completes the IRPs that wait for a message. */
void messages_end(ClientPort &port);

/* ---- port_device.cpp ------------------------------------------------------------------------ */

/* Programs open the device, and the names of ports below it: \FileSystem\Filters\FltMgrMsg\NAME. */
constexpr char kPortDevice[] = "\\FileSystem\\Filters\\FltMgrMsg";

/* The client port of an IRP's file, or null. */
ClientPort *client_of(PIRP irp);

/* Completes a request of the device. Returns @status. */
NTSTATUS port_complete(PIRP irp, NTSTATUS status, ULONG_PTR information = 0);

/* The Filter Manager's driver object. */
PDRIVER_OBJECT port_driver();

int port_device_init();		/* 0 or a negative errno */
void port_device_exit();

/* ---- security.cpp --------------------------------------------------------------------------- */

bool is_security_descriptor(const void *descriptor);

} /* namespace ww */
