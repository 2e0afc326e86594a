/** Sessions over HTTP: started, read, listed, commanded, diagnosed, and what runs without one. */
@NullMarked
package io.voxgate.api.session;

import org.jspecify.annotations.NullMarked;
