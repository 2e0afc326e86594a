/** The way in: starts the database when no other is named, and the service or a command. */
@NullMarked
package io.voxgate;

import org.jspecify.annotations.NullMarked;
