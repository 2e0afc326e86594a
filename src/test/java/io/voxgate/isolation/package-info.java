/**
 * No tenant sees or changes what is another's: the schema itself, every operation of the contract, and the second line
 * when the first is gone.
 */
@NullMarked
package io.voxgate.isolation;

import org.jspecify.annotations.NullMarked;
