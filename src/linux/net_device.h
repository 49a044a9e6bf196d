/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Network interfaces of Linux over NDIS adapters. The NDIS half owns the descriptors of sends and
 * knows no sk_buff: to it a frame is an address, and a list of the memory that it fills. It calls
 * interfaces through a table, so that a test can stand in for Linux.
 */
#ifndef WINWORK_LINUX_NET_DEVICE_H
#define WINWORK_LINUX_NET_DEVICE_H

#include "types.h"

WW_C_BEGIN

/* An interface. It outlives Linux's struct net_device. */
struct ww_net;

/* Linux's struct device. */
struct ww_dma_device;

#define WW_NET_ADDRESS 6
#define WW_NET_QUEUES 16
/* The longest frame without a VLAN's tag: with its link header. */
#define WW_NET_FRAME 65535

struct ww_net_attributes {
	const char *driver;		/* the name of its module */
	const char *adapter;		/* its GUID or number: bus-info of ethtool -i */
	struct ww_dma_device *parent;	/* in sysfs; NULL for an adapter without hardware */
	bool is_ethernet;		/* else point-to-point, without link header and addresses */
	ww_u8 address[WW_NET_ADDRESS];
	ww_u8 permanent_address[WW_NET_ADDRESS];
	ww_u32 mtu;
	ww_u32 max_mtu;
	ww_u32 queues;			/* 1 to WW_NET_QUEUES */
};

/* Memory of a frame to send: its head, then each fragment, at most 46. None has 0 bytes. */
struct ww_net_part {
	void *address;
	ww_u32 bytes;
};

/* What an interface calls. None of these functions may wait for a driver. */
struct ww_net_events {
	/* RTNL is held. down() follows each up(), also when the interface is removed. */
	void (*up)(void *binding);
	void (*down)(void *binding);
	/* Between the two, with bottom halves off: NDIS_PACKET_TYPE_ flags. */
	void (*receive_mode)(void *binding, ww_u32 packet_filter);
	/*
	 * Takes a frame, whose memory stays until sent(), and adds it to the burst. Returns how
	 * many more frames @queue takes. 0 stops the queue until wake(), once, which may be called
	 * before this returns. @parts is valid during the call. With bottom halves off, and one
	 * call at a time for each queue. A call that has begun may end after down().
	 */
	ww_u32 (*send)(void *binding, ww_u32 queue, void *frame, const struct ww_net_part *parts,
		       ww_u32 count, ww_u32 bytes);
	/* Ends the burst, which goes to the driver, or stays until another flush(). As send(). */
	void (*flush)(void *binding, ww_u32 queue);
	/* Copies a piece of a frame that receive() was given, during that call. */
	void (*copy)(const void *frame, ww_u32 offset, void *to, ww_u32 bytes);
};

enum ww_net_result {
	WW_NET_SENT,
	WW_NET_FAILED,			/* counts as tx_errors */
	WW_NET_DROPPED,			/* counts as tx_dropped */
};

/*
 * What NDIS calls. Each function but the first three may be called at <= DISPATCH_LEVEL, with any
 * locks that send() and flush() do not take, from add() until free(): also in send() and flush(),
 * and after remove().
 */
struct ww_net_ops {
	/*
	 * Makes an interface that is down and has no carrier. Its name is nd0, nd1, ..., in the
	 * first network namespace. Keeps @events, and copies @attributes. @net is set before the
	 * first event, which may come before this returns. Returns 0 or a negative errno. Takes
	 * RTNL, sleeps.
	 */
	ww_s32 (*add)(const struct ww_net_attributes *attributes, const struct ww_net_events *events,
		      void *binding, struct ww_net **net);
	/*
	 * Removes the interface: no event is called any more. Frames that are out stay so until
	 * sent(), but neither a socket nor a network namespace waits for them. Takes RTNL, sleeps.
	 */
	void (*remove)(struct ww_net *net);
	/* Frees a removed interface after the last other call, when no frame is out. Sleeps. */
	void (*free)(struct ww_net *net);

	/* Gives a frame of send() back, once. @bytes: those of send(), never what a driver says. */
	void (*sent)(struct ww_net *net, ww_u32 queue, void *frame, ww_u32 bytes,
		     enum ww_net_result result);
	/* The queue, for which send() returned 0, takes frames again. */
	void (*wake)(struct ww_net *net, ww_u32 queue);
	/*
	 * Calls flush() for a burst that NDIS has kept there. Not in an event, and not after
	 * remove(). Sleeps.
	 */
	void (*flush)(struct ww_net *net, ww_u32 queue);
	/*
	 * Gives Linux a copy of a frame of @bytes, which copy() reads. False if it is dropped and
	 * counted: the interface is down or removed, a thousand frames wait, there is no memory, or
	 * it is no frame.
	 */
	bool (*receive)(struct ww_net *net, const void *frame, ww_u32 bytes);
	/* Counts a received frame with wrong lengths, which receive() is not told of. */
	void (*bad_length)(struct ww_net *net);
	/* The link's state. @bits_per_second: 0 if it is not known. */
	void (*link)(struct ww_net *net, bool is_up, ww_u64 bits_per_second, bool is_full_duplex);
};

/* The interfaces of Linux; NULL for a kernel without CONFIG_NET. */
const struct ww_net_ops *ww_net_ops(void);

WW_C_END

#endif /* WINWORK_LINUX_NET_DEVICE_H */
