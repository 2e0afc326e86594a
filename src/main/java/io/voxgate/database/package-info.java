/**
 * The engine: connections, transactions within one tenant, announcements of changed rows, pages, and the embedded
 * PostgreSQL; it knows no table of a feature.
 */
@NullMarked
package io.voxgate.database;

import org.jspecify.annotations.NullMarked;
