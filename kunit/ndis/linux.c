/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_linux: what an interface of Linux does that no program can show.
 */
/* The annotations of Windows have names that these use. */
#include <linux/etherdevice.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#ifdef CONFIG_NET
#include <net/dst_metadata.h>
#endif

#include "ndis_wire.h"

#ifdef CONFIG_NET
#define EXPERIMENTS 0x88b5	/* an Ethernet type */
#define BYTES 100

/* The first interface: no other suite has one. */
static struct net_device *interface_of(struct kunit *test)
{
	struct net_device *device = dev_get_by_name(&init_net, "nd0");

	KUNIT_ASSERT_NOT_NULL(test, device);
	return device;
}

static struct wire *new_linux_wire(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	wire->has_no_peer = true;
	wire->sends = WIRE_HOLDS;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	return wire;
}

static void go_up(struct kunit *test, struct net_device *device)
{
	int error;

	rtnl_lock();
	error = dev_open(device, NULL);
	rtnl_unlock();
	KUNIT_EXPECT_EQ(test, error, 0);
}

static void go_down(struct net_device *device)
{
	rtnl_lock();
	dev_close(device);
	rtnl_unlock();
}

static bool has_carrier_in_time(const struct net_device *device)
{
	const unsigned long deadline = jiffies + DEADLINE;

	while (!netif_carrier_ok(device) && time_before(jiffies, deadline))
		cond_resched();
	return netif_carrier_ok(device);
}

static struct sk_buff *new_frame(struct kunit *test, struct net_device *device)
{
	struct sk_buff *skb = alloc_skb(LL_MAX_HEADER + BYTES, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, skb);
	skb_reserve(skb, LL_MAX_HEADER);
	skb_reset_network_header(skb);
	skb_put_zero(skb, BYTES - ETH_HLEN);
	skb->dev = device;
	skb->protocol = htons(EXPERIMENTS);
	KUNIT_EXPECT_EQ(test, dev_hard_header(skb, device, EXPERIMENTS, device->broadcast, NULL, BYTES), ETH_HLEN);
	return skb;
}

/* Linux sends frames of its own as well. */
static bool driver_has(struct wire *wire, const void *data)
{
	PNET_BUFFER_LIST each;
	bool has = false;

	spin_lock_bh(&wire->lock);
	for (each = wire->first; each && !has; each = each->Next)
		has = each->FirstNetBuffer->MdlChain->MappedSystemVa == data;
	spin_unlock_bh(&wire->lock);
	return has;
}

/* row 1054: the frame is the driver's for as long as it likes, so the case may look at it */
static void ndis_linux_test_frame_keeps_no_route(struct kunit *test)
{
	struct wire *wire = new_linux_wire(test);
	struct net_device *device = interface_of(test);
	struct metadata_dst *route = metadata_dst_alloc(0, METADATA_IP_TUNNEL, GFP_KERNEL);
	const void *data;
	struct sk_buff *skb;

	KUNIT_ASSERT_NOT_NULL(test, route);
	go_up(test, device);
	KUNIT_EXPECT_TRUE(test, has_carrier_in_time(device));
	skb = new_frame(test, device);
	skb_dst_set(skb, &route->dst);
	data = skb->data;
	KUNIT_EXPECT_EQ(test, dev_direct_xmit(skb, 0), NETDEV_TX_OK);
	KUNIT_EXPECT_TRUE(test, driver_has(wire, data));
	if (driver_has(wire, data))
		KUNIT_EXPECT_NULL(test, skb_dst(skb));
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	dev_put(device);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1055: such as a change of the multicast list that comes behind the end of the interface's work */
static void ndis_linux_test_no_filter_when_down(struct kunit *test)
{
	struct wire *wire = new_linux_wire(test);
	struct net_device *device = interface_of(test);
	int set;

	go_up(test, device);
	KUNIT_EXPECT_TRUE(test, has_carrier_in_time(device));
	go_down(device);
	netif_addr_lock_bh(device);
	device->netdev_ops->ndo_set_rx_mode(device);
	netif_addr_unlock_bh(device);
	dev_put(device);
	/* That ends with the last request. */
	wire_end(wire);
	set = atomic_read(&wire->filters_set);
	KUNIT_ASSERT_GE(test, set, 2);
	KUNIT_ASSERT_LE(test, set, WIRE_EVENTS);
	KUNIT_EXPECT_EQ(test, wire->filters[set - 1], 0u);
	EXPECT_NO_REPORT(test);
}
#else
static void ndis_linux_test_no_network(struct kunit *test)
{
	kunit_skip(test, "this kernel has no network");
}
#endif

static struct kunit_case ndis_linux_cases[] = {
#ifdef CONFIG_NET
	KUNIT_CASE(ndis_linux_test_frame_keeps_no_route),
	KUNIT_CASE(ndis_linux_test_no_filter_when_down),
#else
	KUNIT_CASE(ndis_linux_test_no_network),
#endif
	{}
};

WINWORK_SUITE(ndis_linux);
