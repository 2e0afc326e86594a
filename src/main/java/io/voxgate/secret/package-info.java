/** Encryption of what is secret, under master keys that can be exchanged; digests; new ids and secrets. */
@NullMarked
package io.voxgate.secret;

import org.jspecify.annotations.NullMarked;
