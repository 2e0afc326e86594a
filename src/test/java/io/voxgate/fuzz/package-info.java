/** Bad input, made from the contract itself: every body, parameter and header, wrong in one place at a time. */
@NullMarked
package io.voxgate.fuzz;

import org.jspecify.annotations.NullMarked;
