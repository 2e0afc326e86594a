/** The demo and the welcome: what they print, and when they say that something went wrong. */
@NullMarked
package io.voxgate.cli;

import org.jspecify.annotations.NullMarked;
