/**
 * What of the vendors' documents Voxgate reaches: a table with a row for each item that an audit of the documents and
 * SDKs found, each row checked against the code, and the page {@code docs/coverage.md} made of it.
 */
@NullMarked
package io.voxgate.coverage;

import org.jspecify.annotations.NullMarked;
