/**
 * The language models, voices and recognition services that agents name, by their own protocols: the cheapest call that
 * shows whether a key works, and what their words mean. No I/O.
 */
@NullMarked
package io.voxgate.provider;

import org.jspecify.annotations.NullMarked;
