/** The end of data: what was kept long enough is deleted by age, and what is about a person when that is asked for. */
@NullMarked
package io.voxgate.retention;

import org.jspecify.annotations.NullMarked;
