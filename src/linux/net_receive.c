// SPDX-License-Identifier: GPL-2.0
/*
 * Frames from a driver to Linux. A driver may indicate with locks held, and in its send handler. So
 * its call only copies the frame to a queue, which a NAPI poll empties.
 */
#include <linux/etherdevice.h>
#include <linux/ip.h>

#include "fault.h"
#include "net_types.h"

/* As net.core.netdev_max_backlog is by default. */
#define MOST_WAITING 1000

/* Up to here a frame is in one piece. A longer one has pages. */
#define MOST_LINEAR 256

#define HEAD_ROOM (NET_SKB_PAD + NET_IP_ALIGN)
#define ALLOCATION (GFP_ATOMIC | __GFP_NOWARN)

/*
 * Pages have all of a long frame but for the link header: GRO looks at headers in the first page,
 * and merges pages without a copy. Linux copies the headers to the linear part if it needs them
 * there.
 */
static struct sk_buff *alloc_frame(const struct ww_net *net, u32 bytes)
{
	const u32 linear = bytes <= MOST_LINEAR ? bytes : net->is_ethernet ? ETH_HLEN : 0;
	struct sk_buff *skb;
	int error;

	if (ww_fault(bytes))
		return NULL;
	if (linear == bytes)
		skb = alloc_skb(HEAD_ROOM + bytes, ALLOCATION);
	else
		skb = alloc_skb_with_frags(HEAD_ROOM + MOST_LINEAR, bytes - linear,
					   PAGE_ALLOC_COSTLY_ORDER, &error, ALLOCATION);
	if (!skb)
		return NULL;
	skb_reserve(skb, HEAD_ROOM);
	skb_put(skb, linear);
	skb->data_len = bytes - linear;
	skb->len = bytes;
	return skb;
}

static void fill_frame(const struct ww_net *net, struct sk_buff *skb, const void *frame)
{
	u32 offset = skb_headlen(skb), i;

	if (offset)
		net->events->copy(frame, 0, skb->data, offset);
	for (i = 0; i < skb_shinfo(skb)->nr_frags; i++) {
		const skb_frag_t *frag = &skb_shinfo(skb)->frags[i];

		net->events->copy(frame, offset, skb_frag_address(frag), skb_frag_size(frag));
		offset += skb_frag_size(frag);
	}
}

/* 0 for what is no frame. That of an Ethernet frame is in its header: eth_type_trans(). */
static __be16 protocol_of(const struct ww_net *net, const void *frame, u32 bytes)
{
	u8 first;

	if (net->is_ethernet)
		return bytes < ETH_HLEN ? 0 : htons(ETH_P_ALL);
	if (bytes < sizeof(struct iphdr))
		return 0;
	net->events->copy(frame, 0, &first, sizeof(first));
	return first >> 4 == 4 ? htons(ETH_P_IP) : first >> 4 == 6 ? htons(ETH_P_IPV6) : 0;
}

/* The driver's frame may change meanwhile, which changes no more than the bytes. */
static struct sk_buff *copy_frame(const struct ww_net *net, const void *frame, u32 bytes,
				  __be16 protocol)
{
	struct sk_buff *skb = alloc_frame(net, bytes);

	if (!skb)
		return NULL;
	fill_frame(net, skb, frame);
	skb->protocol = protocol;
	return skb;
}

static bool has_room(const struct ww_net *net)
{
	return net->is_up && skb_queue_len(&net->received) < MOST_WAITING;
}

/* After ww_net_receive_end() no poll is scheduled. */
static bool enqueue(struct ww_net *net, struct sk_buff *skb)
{
	bool is_taken;

	spin_lock_bh(&net->received.lock);
	is_taken = has_room(net);
	if (is_taken) {
		__skb_queue_tail(&net->received, skb);
		napi_schedule(&net->napi);
	}
	spin_unlock_bh(&net->received.lock);
	return is_taken;
}

static bool refuse(struct ww_net *net, enum ww_net_count reason)
{
	ww_net_count(net, reason, 1);
	return false;
}

bool ww_net_receive(struct ww_net *net, const void *frame, ww_u32 bytes)
{
	const __be16 protocol = protocol_of(net, frame, bytes);
	struct sk_buff *skb;

	if (!protocol)
		return refuse(net, COUNT_RX_LENGTH_ERRORS);
	/* Without the lock, to save a copy in vain. */
	if (!data_race(has_room(net)))
		return refuse(net, COUNT_RX_DROPPED);
	skb = copy_frame(net, frame, bytes, protocol);
	if (skb && enqueue(net, skb))
		return true;
	kfree_skb(skb);
	return refuse(net, COUNT_RX_DROPPED);
}

void ww_net_bad_length(struct ww_net *net)
{
	ww_net_count(net, COUNT_RX_LENGTH_ERRORS, 1);
}

static void deliver(struct ww_net *net, struct sk_buff *skb)
{
	ww_net_count(net, COUNT_RX_PACKETS, 1);
	ww_net_count(net, COUNT_RX_BYTES, skb->len);
	if (net->is_ethernet) {
		skb->protocol = eth_type_trans(skb, net->device);
	} else {
		skb->dev = net->device;
		skb_reset_mac_header(skb);
	}
	napi_gro_receive(&net->napi, skb);
}

/*
 * A frame that comes after the last skb_dequeue() has the poll called again: napi_schedule() notes
 * that.
 */
int ww_net_poll(struct napi_struct *napi, int budget)
{
	struct ww_net *net = container_of(napi, struct ww_net, napi);
	struct sk_buff *skb;
	int done = 0;

	while (done < budget && (skb = skb_dequeue(&net->received))) {
		deliver(net, skb);
		done++;
	}
	if (done < budget)
		napi_complete_done(napi, done);
	return done;
}

static void set_up(struct ww_net *net, bool is_up)
{
	spin_lock_bh(&net->received.lock);
	net->is_up = is_up;
	spin_unlock_bh(&net->received.lock);
}

void ww_net_receive_begin(struct ww_net *net)
{
	napi_enable(&net->napi);
	set_up(net, true);
}

void ww_net_receive_end(struct ww_net *net)
{
	set_up(net, false);
	napi_disable(&net->napi);
	ww_net_count(net, COUNT_RX_DROPPED, skb_queue_len(&net->received));
	skb_queue_purge(&net->received);
}
