package io.voxgate.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread of the attacker, and those that it starts, run only when nobody else wants the processor: measured is
 * the service, not its attacker's client.
 */
final class LowPriority {
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");

    private LowPriority() {}

    /** From now on, for this platform thread and its children. */
    static void take() {
        try {
            String thread = Files.readSymbolicLink(THIS_THREAD).getFileName().toString();
            Process renice = new ProcessBuilder("renice", "-n", "19", "-p", thread)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!renice.waitFor(5, TimeUnit.SECONDS) || renice.exitValue() != 0) {
                throw new IllegalStateException("renice did not work for thread " + thread);
            }
        } catch (IOException e) {
            throw new IllegalStateException("renice is needed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
