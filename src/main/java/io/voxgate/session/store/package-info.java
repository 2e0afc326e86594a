/**
 * The rows of sessions: their state, the answers to repeated requests, what is to be looked up, and what runs at a
 * vendor without a session.
 */
@NullMarked
package io.voxgate.session.store;

import org.jspecify.annotations.NullMarked;
