/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An interface, as the net_ files of this folder see it.
 */
#ifndef WINWORK_LINUX_NET_TYPES_H
#define WINWORK_LINUX_NET_TYPES_H

#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>

#include "net_device.h"

enum ww_net_count {
	COUNT_RX_PACKETS,
	COUNT_RX_BYTES,
	COUNT_RX_DROPPED,
	COUNT_RX_LENGTH_ERRORS,
	COUNT_TX_PACKETS,
	COUNT_TX_BYTES,
	COUNT_TX_DROPPED,
	COUNT_TX_ERRORS,
	COUNTS,
};

struct ww_net_counts {
	unsigned long of[COUNTS];
};

/*
 *	out, is_live		out.lock
 *	left, parts		Linux's lock of the queue, which it holds around ndo_start_xmit
 */
struct ww_net_queue {
	struct sk_buff_head out;	/* frames that the driver has */
	bool is_live;			/* the net_device exists */
	u32 left;			/* NDIS takes at least as many; 0 before the first frame */
	struct ww_net_part parts[MAX_SKB_FRAGS + 1];
} ____cacheline_aligned_in_smp;

/*
 *	received, is_up		received.lock
 *	is_leaving, the link	link_lock
 */
struct ww_net {
	struct net_device *device;	/* until the removal ends */
	const struct ww_net_events *events;
	void *binding;
	bool is_ethernet;
	struct ww_net_counts __percpu *counts;

	struct napi_struct napi;
	struct sk_buff_head received;	/* frames that wait for the poll */
	bool is_up;

	spinlock_t link_lock;
	bool is_leaving;
	u64 bits_per_second;
	bool is_full_duplex;

	char driver[32];
	char adapter[32];
	u32 queue_count;
	struct ww_net_queue queues[];
};

static inline struct ww_net *ww_net_of(const struct net_device *device)
{
	return *(struct ww_net **)netdev_priv(device);
}

/* In any context. */
static inline void ww_net_count(struct ww_net *net, enum ww_net_count which, unsigned long more)
{
	this_cpu_add(net->counts->of[which], more);
}

extern const struct ethtool_ops ww_net_ethtool_ops;

/* net_transmit.c */
netdev_tx_t ww_net_transmit(struct sk_buff *skb, struct net_device *device);
void ww_net_sent(struct ww_net *net, ww_u32 queue, void *frame, ww_u32 bytes,
		 enum ww_net_result result);
void ww_net_wake(struct ww_net *net, ww_u32 queue);
void ww_net_flush(struct ww_net *net, ww_u32 queue);
/* The net_device is about to be freed, and no frame comes any more. */
void ww_net_orphan_frames(struct ww_net *net);

/* net_receive.c */
bool ww_net_receive(struct ww_net *net, const void *frame, ww_u32 bytes);
void ww_net_bad_length(struct ww_net *net);
int ww_net_poll(struct napi_struct *napi, int budget);
/* RTNL is held. Sleeps. */
void ww_net_receive_begin(struct ww_net *net);
void ww_net_receive_end(struct ww_net *net);

#endif /* WINWORK_LINUX_NET_TYPES_H */
