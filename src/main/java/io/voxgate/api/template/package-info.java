/** Templates over HTTP: saved, read, their revisions, and the starter templates. */
@NullMarked
package io.voxgate.api.template;

import org.jspecify.annotations.NullMarked;
