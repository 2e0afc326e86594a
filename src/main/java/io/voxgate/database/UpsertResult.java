package io.voxgate.database;

/** What was stored, and whether it is new. */
public record UpsertResult<T>(T row, boolean created) {
    /** 201 or 200. */
    public int status() {
        return created ? 201 : 200;
    }
}
