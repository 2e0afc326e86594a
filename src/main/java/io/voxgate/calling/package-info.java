/** The gate before a phone call: calling policies and the suppression list as they are stored, asked within each start. */
@NullMarked
package io.voxgate.calling;

import org.jspecify.annotations.NullMarked;
