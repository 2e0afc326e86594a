/**
 * Who calls and what they may do: API keys, people of the issuer, tokens of streams, roles, the rule of each operation,
 * and the brake on wrong keys.
 */
@NullMarked
package io.voxgate.security;

import org.jspecify.annotations.NullMarked;
