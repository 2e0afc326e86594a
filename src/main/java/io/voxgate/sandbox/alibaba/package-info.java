/**
 * The simulated agent operations of Alibaba Cloud RTC, API version 2018-01-11: start, stop, update, notify and get an
 * agent, with both signatures of the vendor's gateway. It sends no callbacks: none are documented for agents. Beside it
 * the Security Token Service, which gives the temporary keys of roles.
 */
@NullMarked
package io.voxgate.sandbox.alibaba;

import org.jspecify.annotations.NullMarked;
