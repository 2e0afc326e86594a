/**
 * The demo and the welcome: what they print, and when they say that something went wrong; and the documents: their
 * lists and links are right.
 */
@NullMarked
package io.voxgate.cli;

import org.jspecify.annotations.NullMarked;
