/**
 * The tests of the whole service, parted into two processes of about the same length. In each of them the service is
 * started once for all of its tests; Maven's own way to use two processes would start it again for every class.
 */
@NullMarked
package io.voxgate.rings;

import org.jspecify.annotations.NullMarked;
