/**
 * The contract: the committed file is what the service serves, it is complete, and what it says is checked on every
 * service test.
 */
@NullMarked
package io.voxgate.contract;

import org.jspecify.annotations.NullMarked;
