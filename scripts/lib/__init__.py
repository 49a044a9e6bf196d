# SPDX-License-Identifier: GPL-2.0
"""The modules of the commands in scripts."""
