// SPDX-License-Identifier: GPL-2.0
/*
 * What ethtool(8) shows of an interface.
 */
#include <linux/ethtool.h>

#include "compat.h"
#include "net_types.h"

static void get_driver(struct net_device *device, struct ethtool_drvinfo *info)
{
	const struct ww_net *net = ww_net_of(device);

	strscpy(info->driver, net->driver, sizeof(info->driver));
	strscpy(info->bus_info, net->adapter, sizeof(info->bus_info));
}

static int get_link(struct net_device *device, struct ethtool_link_ksettings *link)
{
	struct ww_net *net = ww_net_of(device);

	link->base.autoneg = AUTONEG_DISABLE;
	link->base.port = PORT_OTHER;
	link->base.speed = SPEED_UNKNOWN;
	link->base.duplex = DUPLEX_UNKNOWN;
	spin_lock_bh(&net->link_lock);
	if (netif_carrier_ok(device) && net->bits_per_second) {
		link->base.speed = div_u64(net->bits_per_second, 1000000);
		link->base.duplex = net->is_full_duplex ? DUPLEX_FULL : DUPLEX_HALF;
	}
	spin_unlock_bh(&net->link_lock);
	return 0;
}

const struct ethtool_ops ww_net_ethtool_ops = {
	.get_drvinfo = get_driver,
	.get_link = ethtool_op_get_link,
	.get_link_ksettings = get_link,
	.get_ts_info = ethtool_op_get_ts_info,
};
