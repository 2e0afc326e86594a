package io.voxgate.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What can be answered as YAML too: as a file that can be sent back. */
public interface YamlForm {
    /** The body of the matching PUT. */
    ObjectNode yamlForm();
}
