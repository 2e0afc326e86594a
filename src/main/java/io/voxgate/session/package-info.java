/** Sessions: their start, their life, the commands to them, and how Voxgate finds out how they stand. */
@NullMarked
package io.voxgate.session;

import org.jspecify.annotations.NullMarked;
