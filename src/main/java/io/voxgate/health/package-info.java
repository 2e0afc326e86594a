/**
 * Whether this process does its job: requests get through, and what it needs is there. For the orchestrator's probes.
 */
@NullMarked
package io.voxgate.health;

import org.jspecify.annotations.NullMarked;
