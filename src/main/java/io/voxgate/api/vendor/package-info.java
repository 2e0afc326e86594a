/** The vendors over HTTP: what each supports, and agents translated for them and read back from their requests. */
@NullMarked
package io.voxgate.api.vendor;

import org.jspecify.annotations.NullMarked;
