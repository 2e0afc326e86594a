/** Tenants over HTTP: themselves, their keys, their audit, and the erasure of a person's data. */
@NullMarked
package io.voxgate.api.tenant;

import org.jspecify.annotations.NullMarked;
