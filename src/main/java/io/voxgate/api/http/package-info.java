/** What every operation shares: reading bodies and parameters strictly, who asks, conditions, headers and problems. */
@NullMarked
package io.voxgate.api.http;

import org.jspecify.annotations.NullMarked;
