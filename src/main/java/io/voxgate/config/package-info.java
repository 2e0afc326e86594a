/**
 * Every setting of the environment, as interfaces that say what it decides, checked before anything starts, with error
 * sentences that name the variable.
 */
@NullMarked
package io.voxgate.config;

import org.jspecify.annotations.NullMarked;
