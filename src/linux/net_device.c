// SPDX-License-Identifier: GPL-2.0
/*
 * The life of an interface: a net_device, which Linux may move between network namespaces, and what
 * outlives it while a driver has frames.
 */
#include <linux/etherdevice.h>
#include <linux/if_arp.h>
#include <linux/mm.h>
#include <linux/rtnetlink.h>
#include <net/pkt_sched.h>

#include "compat.h"
#include "fault.h"
#include "net_types.h"

/* ---- What Linux calls --------------------------------------------------------------------- */

static int open_interface(struct net_device *device)
{
	struct ww_net *net = ww_net_of(device);

	ww_net_receive_begin(net);
	net->events->up(net->binding);
	return 0;
}

/*
 * Frames that a driver has stay there: an interface that is down waits for no driver. It is no longer running, and so
 * receive_mode() comes no more behind down().
 */
static int stop_interface(struct net_device *device)
{
	struct ww_net *net = ww_net_of(device);

	netif_addr_lock_bh(device);
	net->events->down(net->binding);
	netif_addr_unlock_bh(device);
	ww_net_receive_end(net);
	return 0;
}

/* NDIS_PACKET_TYPE_ flags */
#define DIRECTED 0x01
#define ALL_MULTICAST 0x04
#define BROADCAST 0x08
#define PROMISCUOUS 0x20

/*
 * A driver gets no multicast list, so it shall take all multicast frames while Linux has one. Linux changes that list
 * without RTNL, also of an interface that is about to stop.
 */
static void receive_mode(struct net_device *device)
{
	const struct ww_net *net = ww_net_of(device);
	u32 filter = DIRECTED;

	if (!netif_running(device))
		return;
	if (net->is_ethernet)
		filter |= BROADCAST;
	if (device->flags & IFF_PROMISC)
		filter |= PROMISCUOUS;
	if (device->flags & IFF_ALLMULTI || !netdev_mc_empty(device))
		filter |= ALL_MULTICAST;
	net->events->receive_mode(net->binding, filter);
}

static u64 sum(const struct ww_net *net, enum ww_net_count which)
{
	u64 all = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		all += READ_ONCE(per_cpu_ptr(net->counts, cpu)->of[which]);
	return all;
}

static void get_stats(struct net_device *device, struct rtnl_link_stats64 *stats)
{
	const struct ww_net *net = ww_net_of(device);

	stats->rx_packets = sum(net, COUNT_RX_PACKETS);
	stats->rx_bytes = sum(net, COUNT_RX_BYTES);
	stats->rx_dropped = sum(net, COUNT_RX_DROPPED);
	stats->rx_length_errors = sum(net, COUNT_RX_LENGTH_ERRORS);
	stats->rx_errors = stats->rx_length_errors;
	stats->tx_packets = sum(net, COUNT_TX_PACKETS);
	stats->tx_bytes = sum(net, COUNT_TX_BYTES);
	stats->tx_dropped = sum(net, COUNT_TX_DROPPED);
	stats->tx_errors = sum(net, COUNT_TX_ERRORS);
}

static const struct net_device_ops ethernet_ops = {
	.ndo_open = open_interface,
	.ndo_stop = stop_interface,
	.ndo_start_xmit = ww_net_transmit,
	.ndo_set_rx_mode = receive_mode,
	.ndo_get_stats64 = get_stats,
	.ndo_validate_addr = eth_validate_addr,
};

static const struct net_device_ops ip_ops = {
	.ndo_open = open_interface,
	.ndo_stop = stop_interface,
	.ndo_start_xmit = ww_net_transmit,
	.ndo_set_rx_mode = receive_mode,
	.ndo_get_stats64 = get_stats,
};

/* ---- The net_device ----------------------------------------------------------------------- */

static void setup_ethernet(struct net_device *device)
{
	ether_setup(device);
	device->netdev_ops = &ethernet_ops;
}

static void setup_ip(struct net_device *device)
{
	device->type = ARPHRD_NONE;
	device->flags = IFF_POINTOPOINT | IFF_NOARP | IFF_MULTICAST;
	device->tx_queue_len = DEFAULT_TX_QUEUE_LEN;
	device->netdev_ops = &ip_ops;
}

static void set_addresses(struct net_device *device, const struct ww_net_attributes *attributes)
{
	eth_hw_addr_set(device, attributes->address);
	memcpy(device->perm_addr, attributes->permanent_address, ETH_ALEN);
	/* Otherwise Linux takes the address for the permanent one. */
	if (memcmp(attributes->address, attributes->permanent_address, ETH_ALEN))
		device->addr_assign_type = NET_ADDR_SET;
}

static void set_attributes(struct net_device *device, const struct ww_net_attributes *attributes)
{
	const u32 most = WW_NET_FRAME - device->hard_header_len;

	SET_NETDEV_DEV(device, (struct device *)attributes->parent);
	device->min_mtu = ETH_MIN_MTU;
	device->max_mtu = clamp_t(u32, attributes->max_mtu, ETH_MIN_MTU, most);
	device->mtu = clamp(attributes->mtu, device->min_mtu, device->max_mtu);
	if (attributes->is_ethernet)
		set_addresses(device, attributes);
	/*
	 * Each frame is the driver's alone until it gives it back, and no driver is called by
	 * netconsole.
	 */
	device->priv_flags &= ~IFF_TX_SKB_SHARING;
	device->priv_flags |= IFF_DISABLE_NETPOLL;
	device->features |= NETIF_F_SG | NETIF_F_HIGHDMA;
	device->hw_features |= NETIF_F_SG;
	device->vlan_features |= NETIF_F_SG | NETIF_F_HIGHDMA;
	device->ethtool_ops = &ww_net_ethtool_ops;
	netif_carrier_off(device);
}

static struct net_device *make_device(struct ww_net *net,
				      const struct ww_net_attributes *attributes)
{
	struct net_device *device;

	if (ww_fault(sizeof(*device)))
		return NULL;
	device = alloc_netdev_mqs(sizeof(net), "nd%d", NET_NAME_ENUM,
				  net->is_ethernet ? setup_ethernet : setup_ip, net->queue_count,
				  1);
	if (!device)
		return NULL;
	*(struct ww_net **)netdev_priv(device) = net;
	set_attributes(device, attributes);
	ww_napi_add(device, &net->napi, ww_net_poll);
	return device;
}

/* ---- The interface ------------------------------------------------------------------------ */

static void free_interface(struct ww_net *net)
{
	free_percpu(net->counts);
	kvfree(net);
}

static void init_interface(struct ww_net *net, const struct ww_net_attributes *attributes)
{
	u32 i;

	net->is_ethernet = attributes->is_ethernet;
	strscpy(net->driver, attributes->driver, sizeof(net->driver));
	strscpy(net->adapter, attributes->adapter, sizeof(net->adapter));
	spin_lock_init(&net->link_lock);
	skb_queue_head_init(&net->received);
	net->queue_count = attributes->queues;
	for (i = 0; i < net->queue_count; i++) {
		skb_queue_head_init(&net->queues[i].out);
		net->queues[i].is_live = true;
	}
}

static struct ww_net *make_interface(const struct ww_net_attributes *attributes)
{
	const size_t bytes = offsetof(struct ww_net, queues[attributes->queues]);
	struct ww_net *net = ww_fault(bytes) ? NULL : kvzalloc(bytes, GFP_KERNEL);

	if (!net)
		return NULL;
	net->counts = alloc_percpu(struct ww_net_counts);
	if (!net->counts) {
		kvfree(net);
		return NULL;
	}
	init_interface(net, attributes);
	net->device = make_device(net, attributes);
	if (!net->device) {
		free_interface(net);
		return NULL;
	}
	return net;
}

static ww_s32 add_interface(const struct ww_net_attributes *attributes,
			    const struct ww_net_events *events, void *binding,
			    struct ww_net **result)
{
	struct ww_net *net = make_interface(attributes);
	int error;

	*result = net;
	if (!net)
		return -ENOMEM;
	net->events = events;
	net->binding = binding;
	error = register_netdev(net->device);
	if (error) {
		*result = NULL;
		free_netdev(net->device);
		free_interface(net);
	}
	return error;
}

static void remove_interface(struct ww_net *net)
{
	/* A change of the carrier takes a reference on the net_device. */
	spin_lock_bh(&net->link_lock);
	net->is_leaving = true;
	spin_unlock_bh(&net->link_lock);
	unregister_netdev(net->device);
	ww_net_orphan_frames(net);
	free_netdev(net->device);
	net->device = NULL;
}

static void set_link(struct ww_net *net, bool is_up, ww_u64 bits_per_second, bool is_full_duplex)
{
	spin_lock_bh(&net->link_lock);
	if (!net->is_leaving) {
		net->bits_per_second = bits_per_second;
		net->is_full_duplex = is_full_duplex;
		if (is_up)
			netif_carrier_on(net->device);
		else
			netif_carrier_off(net->device);
	}
	spin_unlock_bh(&net->link_lock);
}

static const struct ww_net_ops operations = {
	.add = add_interface,
	.remove = remove_interface,
	.free = free_interface,
	.sent = ww_net_sent,
	.wake = ww_net_wake,
	.flush = ww_net_flush,
	.receive = ww_net_receive,
	.bad_length = ww_net_bad_length,
	.link = set_link,
};

const struct ww_net_ops *ww_net_ops(void)
{
	return &operations;
}
