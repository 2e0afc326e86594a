/** What is known of a session: its facts and events, the status that follows from them, and the one way they change. */
@NullMarked
package io.voxgate.session.state;

import org.jspecify.annotations.NullMarked;
