/** Reading JSON and YAML strictly, with all faults and their pointers, and merging it. */
@NullMarked
package io.voxgate.json;

import org.jspecify.annotations.NullMarked;
