/**
 * Attacks from outside on the packaged service as production runs it, and what each of them may cost: processor time,
 * memory, bytes, and nothing for other tenants.
 */
@NullMarked
package io.voxgate.attack;

import org.jspecify.annotations.NullMarked;
