/** Completes the contract at build time with what the code cannot say, and serves it. */
@NullMarked
package io.voxgate.api.openapi;

import org.jspecify.annotations.NullMarked;
