package io.voxgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What one file of a folder describes.
 *
 * @param file relative to the folder
 * @param body as its PUT takes it
 */
record Manifest(ResourceKind kind, String name, String file, ObjectNode body, SourceLines lines) {
    /** Where in the file something is. */
    Complaint complaint(String pointer, String detail) {
        String member = pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.') + ": ";
        return new Complaint(file + ":" + lines.of(pointer), member + detail);
    }

    /**
     * Something to report about a file.
     *
     * @param where file and line
     */
    record Complaint(String where, String what) {}
}
