/** The way in: the settings from the environment, and the start of the database and the service. */
@NullMarked
package io.voxgate;

import org.jspecify.annotations.NullMarked;
