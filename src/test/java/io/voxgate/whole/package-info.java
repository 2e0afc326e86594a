/**
 * Looks at what all other tests left behind; test classes run in the order of their names, and none may come after this
 * one.
 */
@NullMarked
package io.voxgate.whole;

import org.jspecify.annotations.NullMarked;
