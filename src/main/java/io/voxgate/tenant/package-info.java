/** Tenants, their keys and roles, their credentials and connections, and the encryption of what is secret. */
@NullMarked
package io.voxgate.tenant;

import org.jspecify.annotations.NullMarked;
