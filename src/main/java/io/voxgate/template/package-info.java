/** Templates: revisions, variables, and the merge of an inline agent over a template. */
@NullMarked
package io.voxgate.template;

import org.jspecify.annotations.NullMarked;
