/** From the records of a session to its diagnosis: pure functions, without I/O, clock or state. */
@NullMarked
package io.voxgate.session.diagnosis;

import org.jspecify.annotations.NullMarked;
