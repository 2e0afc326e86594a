/**
 * Several processes of the packaged service on one PostgreSQL: what must hold across them, and what must survive one of
 * them.
 */
@NullMarked
package io.voxgate.replicas;

import org.jspecify.annotations.NullMarked;
