/** Connections and credentials over HTTP: stored, read, tried. */
@NullMarked
package io.voxgate.api.connection;

import org.jspecify.annotations.NullMarked;
