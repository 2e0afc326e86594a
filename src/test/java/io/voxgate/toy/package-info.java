/**
 * A fourth vendor that lives in the test tree only: the smallest complete adapter, and the proof that a further vendor
 * needs no change elsewhere.
 */
@NullMarked
package io.voxgate.toy;

import org.jspecify.annotations.NullMarked;
