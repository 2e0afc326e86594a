/**
 * Alibaba Cloud RTC's AI agent, API version 2018-01-11 (StartAgent, StopAgent, UpdateAgent, NotifyAgent, GetAgent): an
 * agent joins a channel.
 *
 * <p>Deviations from the vendor's pages, which are flattened tables: fields are nested as the vendor's generated SDKs
 * nest them; what a second StartAgent with the same TaskId does is not documented, so a start is never sent twice; the
 * agent has no documented server callbacks, so sessions are followed by GetAgent; the callback signature is the one
 * that third-party code implements.
 */
@NullMarked
package io.voxgate.adapter.alibaba.rtc;

import org.jspecify.annotations.NullMarked;
