/** The starter templates: read strictly, filled in, and translated for every vendor. */
@NullMarked
package io.voxgate.templates;

import org.jspecify.annotations.NullMarked;
