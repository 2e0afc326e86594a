/** The connections that come in: how many there may be, and how long each may take for a request. */
@NullMarked
package io.voxgate.inbound;

import org.jspecify.annotations.NullMarked;
