/** What was done by whom, as a list that is only added to. */
@NullMarked
package io.voxgate.audit;

import org.jspecify.annotations.NullMarked;
