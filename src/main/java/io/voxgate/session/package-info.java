/** Sessions: their start, the commands to them, and the calls to vendors that both make. */
@NullMarked
package io.voxgate.session;

import org.jspecify.annotations.NullMarked;
