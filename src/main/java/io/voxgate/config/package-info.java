/** Every setting of the environment, checked before anything starts, with an error sentence that names the variable. */
@NullMarked
package io.voxgate.config;

import org.jspecify.annotations.NullMarked;
