package io.voxgate.persistence;

/** The database cannot be reached, or broke off. The same request may be sent again. */
public class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(Throwable cause) {
        super("The database cannot be reached.", cause);
    }
}
