/** The HTTP edge: one package for each family of resources, with the records of its requests and answers. */
@NullMarked
package io.voxgate.api;

import org.jspecify.annotations.NullMarked;
