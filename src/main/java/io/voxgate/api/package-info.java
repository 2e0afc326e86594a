/**
 * The HTTP edge: resources, the records of requests and answers, strict reading of bodies, problems, and who may do
 * what.
 */
@NullMarked
package io.voxgate.api;

import org.jspecify.annotations.NullMarked;
