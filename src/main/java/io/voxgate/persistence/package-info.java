/** Everything that speaks SQL: the embedded database, transactions, and one class a table or a few that belong together. */
@NullMarked
package io.voxgate.persistence;

import org.jspecify.annotations.NullMarked;
