/** Serves the portal: its page and the files that the page loads. */
@NullMarked
package io.voxgate.api.portal;

import org.jspecify.annotations.NullMarked;
