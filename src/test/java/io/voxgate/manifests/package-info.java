/** The Kubernetes manifests: rendered, read strictly, and held to the rules that production asks for. */
@NullMarked
package io.voxgate.manifests;

import org.jspecify.annotations.NullMarked;
