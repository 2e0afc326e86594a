/**
 * Phone numbers as people write them and as the numbering plans of the countries have them; nothing is asked anywhere.
 */
@NullMarked
package io.voxgate.phone;

import org.jspecify.annotations.NullMarked;
