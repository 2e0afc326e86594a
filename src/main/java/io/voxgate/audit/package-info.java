/** What was done by whom, as a list that nobody changes. */
@NullMarked
package io.voxgate.audit;

import org.jspecify.annotations.NullMarked;
