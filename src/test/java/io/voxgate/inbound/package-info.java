/** What connections may take: with a server of its own and real sockets. */
@NullMarked
package io.voxgate.inbound;

import org.jspecify.annotations.NullMarked;
