package io.voxgate.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java itself cannot send. */
final class Signals {
    private Signals() {}

    /** @param name without SIG */
    static void send(long pid, String name) {
        if (!trySend(pid, name)) {
            throw new IllegalStateException("kill -" + name + " " + pid + " did not work");
        }
    }

    /** @return false when there is no such process, or no longer */
    static boolean trySend(long pid, String name) {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
