/** What the probes of an orchestrator are told. */
@NullMarked
package io.voxgate.health;

import org.jspecify.annotations.NullMarked;
