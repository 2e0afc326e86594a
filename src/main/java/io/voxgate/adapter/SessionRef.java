package io.voxgate.adapter;

import io.voxgate.model.Channel;

/** A running session as a vendor addresses it. */
public record SessionRef(String sessionId, String vendorSessionId, Channel channel) {}
