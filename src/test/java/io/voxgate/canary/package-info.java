/** Secrets that are easy to recognise, put wherever a secret goes, and looked for wherever one must never be. */
@NullMarked
package io.voxgate.canary;

import org.jspecify.annotations.NullMarked;
