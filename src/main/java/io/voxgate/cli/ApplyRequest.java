package io.voxgate.cli;

import io.voxgate.model.SecretText;
import java.net.URI;
import java.nio.file.Path;

/**
 * What {@code apply} was asked for, completed from the environment.
 *
 * @param folder exists
 * @param shown the folder as it was written
 */
record ApplyRequest(Path folder, String shown, URI url, SecretText key, boolean dryRun) {}
