/** Asks vendors for what they did not report: how a session stands, what was said in it, and what runs without one. */
@NullMarked
package io.voxgate.session.reconcile;

import org.jspecify.annotations.NullMarked;
