/** Every list of the contract, paged through while it grows. */
@NullMarked
package io.voxgate.lists;

import org.jspecify.annotations.NullMarked;
