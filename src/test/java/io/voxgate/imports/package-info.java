/**
 * Imports of real requests and of mutated ones: what is answered can be translated again, the rest is refused in words.
 */
@NullMarked
package io.voxgate.imports;

import org.jspecify.annotations.NullMarked;
