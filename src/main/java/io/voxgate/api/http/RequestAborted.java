package io.voxgate.api.http;

import java.io.IOException;

/** The client went away before its request had come to its end. No answer is received. */
final class RequestAborted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestAborted(IOException cause) {
        super(cause.getMessage(), cause, false, false);
    }
}
