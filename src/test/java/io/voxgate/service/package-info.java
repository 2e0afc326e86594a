/** Tests of the whole service through HTTP, on an embedded PostgreSQL. */
@NullMarked
package io.voxgate.service;

import org.jspecify.annotations.NullMarked;
