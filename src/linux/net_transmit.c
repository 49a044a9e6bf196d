// SPDX-License-Identifier: GPL-2.0
/*
 * Frames from Linux to a driver, and back when the driver has sent them.
 */
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include <net/dst.h>

#include "net_types.h"

/*
 * Programs with raw sockets and pktgen send what they like. No driver may get a frame without link
 * header, or one that is longer than its attributes allow.
 */
static bool is_frame(const struct ww_net *net, struct sk_buff *skb)
{
	const struct net_device *device = skb->dev;
	u32 most = READ_ONCE(device->mtu) + device->hard_header_len;

	if (net->is_ethernet) {
		if (!pskb_may_pull(skb, ETH_HLEN))
			return false;
		if (eth_type_vlan(((struct ethhdr *)skb->data)->h_proto))
			most += VLAN_HLEN;
	}
	return skb->len && skb->len <= most && !skb_is_gso(skb) && !skb_has_frag_list(skb);
}

static u32 list_parts(struct ww_net_queue *queue, const struct sk_buff *skb)
{
	u32 count = 0, i;

	if (skb_headlen(skb))
		queue->parts[count++] = (struct ww_net_part){ skb->data, skb_headlen(skb) };
	for (i = 0; i < skb_shinfo(skb)->nr_frags; i++) {
		const skb_frag_t *frag = &skb_shinfo(skb)->frags[i];

		if (skb_frag_size(frag))
			queue->parts[count++] = (struct ww_net_part){ skb_frag_address(frag),
								      skb_frag_size(frag) };
	}
	return count;
}

/*
 * A driver may hold a frame for long. The end of a network namespace waits for conntrack, and does not wait for routes and
 * what extensions have, which are of the namespace as well.
 */
static void drop_references(struct sk_buff *skb)
{
	nf_reset_ct(skb);
	skb_dst_drop(skb);
	skb_ext_reset(skb);
}

/*
 * The driver may complete the frame, and other frames, before events->send() returns. So bytes are
 * counted before the call, and a queue that this frame may fill is stopped before it: wake() comes
 * later than that.
 */
static void send(struct ww_net *net, u32 index, struct sk_buff *skb,
		 struct netdev_queue *linux_queue)
{
	struct ww_net_queue *queue = &net->queues[index];
	const bool may_be_last = queue->left <= 1;
	const u32 count = list_parts(queue, skb);
	const u32 bytes = skb->len;

	drop_references(skb);
	skb_tx_timestamp(skb);
	spin_lock(&queue->out.lock);
	__skb_queue_tail(&queue->out, skb);
	spin_unlock(&queue->out.lock);
	__netdev_tx_sent_queue(linux_queue, bytes, netdev_xmit_more());
	if (may_be_last)
		netif_tx_stop_queue(linux_queue);
	queue->left = net->events->send(net->binding, index, skb, queue->parts, count, bytes);
	if (may_be_last && queue->left)
		netif_tx_wake_queue(linux_queue);
}

netdev_tx_t ww_net_transmit(struct sk_buff *skb, struct net_device *device)
{
	struct ww_net *net = ww_net_of(device);
	const u32 index = skb_get_queue_mapping(skb);
	struct netdev_queue *queue = netdev_get_tx_queue(device, index);

	if (is_frame(net, skb)) {
		send(net, index, skb, queue);
	} else {
		ww_net_count(net, COUNT_TX_DROPPED, 1);
		dev_kfree_skb_any(skb);
	}
	/* Linux gives a stopped queue no more frames, whatever it has announced. */
	if (!netdev_xmit_more() || netif_xmit_stopped(queue))
		net->events->flush(net->binding, index);
	return NETDEV_TX_OK;
}

static void count_sent(struct ww_net *net, u32 bytes, enum ww_net_result result)
{
	if (result == WW_NET_SENT) {
		ww_net_count(net, COUNT_TX_PACKETS, 1);
		ww_net_count(net, COUNT_TX_BYTES, bytes);
	} else {
		ww_net_count(net, result == WW_NET_FAILED ? COUNT_TX_ERRORS : COUNT_TX_DROPPED, 1);
	}
}

/* Completions come from any CPU, and netdev_tx_completed_queue() wants one at a time. */
void ww_net_sent(struct ww_net *net, ww_u32 index, void *frame, ww_u32 bytes,
		 enum ww_net_result result)
{
	struct ww_net_queue *queue = &net->queues[index];
	struct sk_buff *skb = frame;

	spin_lock_bh(&queue->out.lock);
	__skb_unlink(skb, &queue->out);
	if (queue->is_live)
		netdev_tx_completed_queue(netdev_get_tx_queue(net->device, index), 1, bytes);
	spin_unlock_bh(&queue->out.lock);
	count_sent(net, bytes, result);
	if (result == WW_NET_SENT)
		dev_consume_skb_any(skb);
	else
		dev_kfree_skb_any(skb);
}

void ww_net_wake(struct ww_net *net, ww_u32 index)
{
	struct ww_net_queue *queue = &net->queues[index];

	spin_lock_bh(&queue->out.lock);
	if (queue->is_live)
		netif_tx_wake_queue(netdev_get_tx_queue(net->device, index));
	spin_unlock_bh(&queue->out.lock);
}

void ww_net_flush(struct ww_net *net, ww_u32 index)
{
	struct netdev_queue *queue = netdev_get_tx_queue(net->device, index);

	__netif_tx_lock_bh(queue);
	net->events->flush(net->binding, index);
	__netif_tx_unlock_bh(queue);
}

static void orphan_frames_of(struct ww_net_queue *queue)
{
	struct sk_buff *skb;

	spin_lock_bh(&queue->out.lock);
	queue->is_live = false;
	skb_queue_walk(&queue->out, skb) {
		skb_orphan(skb);
		skb->dev = NULL;
	}
	spin_unlock_bh(&queue->out.lock);
}

void ww_net_orphan_frames(struct ww_net *net)
{
	u32 i;

	for (i = 0; i < net->queue_count; i++)
		orphan_frames_of(&net->queues[i]);
}
